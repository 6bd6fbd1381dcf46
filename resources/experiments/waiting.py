"""Twenty waits of 40 ms: sleeping, or for an answer through a socket. Arguments: what (sleep, socket), way, workers."""
import socket
import sys
import threading
import time

from measure import measured, ways

SECONDS = 0.04


def sleep(_):
    time.sleep(SECONDS)


def answering():
    """A server that answers each connection late; gives its address."""
    server = socket.create_server(('127.0.0.1', 0)) if hasattr(socket, 'create_server') else bound()
    server.listen(64)

    def answer(connection):
        time.sleep(SECONDS)
        connection.sendall(b'ready')
        connection.close()

    def serve():
        while True:
            connection, _ = server.accept()
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return server.getsockname()


def bound():
    server = socket.socket()
    server.bind(('127.0.0.1', 0))
    return server


def asking(address):
    def ask(_):
        with socket.create_connection(address) as connection:
            assert connection.recv(16) == b'ready'
    return ask


if __name__ == '__main__':
    what, way, workers = sys.argv[1], sys.argv[2], int(sys.argv[3])
    act = asking(answering()) if what == 'socket' else sleep
    measured(lambda: ways[way](workers, act, list(range(20))))
