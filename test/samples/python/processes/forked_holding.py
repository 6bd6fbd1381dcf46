import os
import threading

lock = threading.Lock()
held = threading.Event()
over = threading.Event()


def hold():
    with lock:
        held.set()
        over.wait()


holder = threading.Thread(target=hold, name="holder")
holder.start()
held.wait()
child = os.fork()
if child == 0:
    with lock:
        os._exit(0)
over.set()
holder.join()
os.waitpid(child, 0)
