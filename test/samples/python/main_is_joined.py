import atexit
import threading

lock = threading.Lock()


def leave():
    with lock:
        print("left")


def work():
    threading.main_thread().join()
    print("main is over")


atexit.register(leave)
threading.Thread(target=work).start()
