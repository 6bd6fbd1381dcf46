import threading

lock = threading.Lock()


def work():
    with lock:
        with lock:
            print("never")


def other():
    print("goes on")


a = threading.Thread(target=work)
b = threading.Thread(target=other)
a.start()
b.start()
b.join()
a.join()
