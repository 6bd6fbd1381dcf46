import threading

gate = threading.BoundedSemaphore(1)
lock = threading.RLock()


def release():
    lock.release()


thread = threading.Thread(target=release)
thread.start()
thread.join()
gate.release()
