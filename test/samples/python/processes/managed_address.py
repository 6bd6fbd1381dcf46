import multiprocessing
import os
import tempfile
import time
from multiprocessing.managers import BaseManager


class Slow:
    def think(self):
        time.sleep(0.9)  # longer than a standstill takes to be recognised
        return 42


class Own(BaseManager):
    pass


Own.register("Slow", Slow)


def serve(address):
    Own(address=address, authkey=b"key").get_server().serve_forever()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        address = os.path.join(folder, "socket")
        server = multiprocessing.Process(target=serve, args=(address,), name="server", daemon=True)
        server.start()
        there = Own(address=address, authkey=b"key")
        while True:
            try:
                there.connect()
                break
            except (FileNotFoundError, ConnectionRefusedError):
                time.sleep(0.01)
        print(there.Slow().think())
        mine = Own(address=os.path.join(folder, "other"), authkey=b"key")
        mine.start()
        print(mine.Slow().think())
        mine.shutdown()
        server.terminate()
        server.join()
