import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def transfer(first, second):
    with first:
        time.sleep(0.05)
        with second:
            print("transferred")


t1 = threading.Thread(target=transfer, args=(lock_a, lock_b), name="transfer-1")
t2 = threading.Thread(target=transfer, args=(lock_b, lock_a), name="transfer-2")
t1.start()
t2.start()
t1.join()
t2.join()
print("done")
