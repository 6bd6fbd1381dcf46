import os
import signal
import threading

counter = 0
lock = threading.Lock()


def work():
    global counter
    for _ in range(1000):
        with lock:
            counter += 1
    os.kill(os.getpid(), signal.SIGKILL)


threading.Thread(target=work).start()
