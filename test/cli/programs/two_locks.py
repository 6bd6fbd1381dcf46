import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def forward():
    with lock_a:
        time.sleep(0.2)
        with lock_b:
            print("forward")


def backward():
    with lock_b:
        time.sleep(0.2)
        with lock_a:
            print("backward")


t1 = threading.Thread(target=forward, name="transfer-1")
t2 = threading.Thread(target=backward, name="transfer-2")
t1.start()
t2.start()
t1.join()
t2.join()
print("done")
