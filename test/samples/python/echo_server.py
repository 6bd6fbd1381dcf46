"""The threading server of the documentation of `socketserver`: each client is answered by a thread of its own."""
import socket
import socketserver
import threading


class Handler(socketserver.BaseRequestHandler):
    def handle(self):
        data = str(self.request.recv(1024), 'ascii')
        self.request.sendall(bytes('%s: %s' % (threading.current_thread().name, data), 'ascii'))


def client(address, message):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock:
        sock.connect(address)
        sock.sendall(bytes(message, 'ascii'))
        return str(sock.recv(1024), 'ascii')


with socketserver.ThreadingTCPServer(('127.0.0.1', 0), Handler) as server:
    serving = threading.Thread(target=server.serve_forever, name='server')
    serving.start()
    answers = [client(server.server_address, 'Hello World %d' % number) for number in range(3)]
    server.shutdown()
    serving.join()
print(sum(answer.endswith('Hello World %d' % number) for number, answer in enumerate(answers)))
