"""A server and its clients. Each request is answered by a thread of its own; who has nothing to do waits for data, and takes no processor."""
# Look for: the server's lane is I/O but for the moments when somebody connects; all clients wait together, so three answers take no longer than one.
# Try: HTTPServer instead of ThreadingHTTPServer, and the clients wait one behind the other.
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CLIENTS = 3
WORK = 0.2  # seconds that an answer takes

served = 0
counting = threading.Lock()


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        global served
        time.sleep(WORK)
        with counting:
            served += 1
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"hello")

    def log_message(self, *words):
        pass


def ask(address):
    with urllib.request.urlopen(address) as answer:
        answer.read()


with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
    serving = threading.Thread(target=server.serve_forever, args=(0.1,), name="server")
    serving.start()
    address = "http://127.0.0.1:%d/" % server.server_port
    begun = time.perf_counter()
    clients = [threading.Thread(target=ask, args=(address,), name="client-%d" % (n + 1)) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    taken = time.perf_counter() - begun
    server.shutdown()
    serving.join()
print(served, "answers in", round(taken, 1), "s")
