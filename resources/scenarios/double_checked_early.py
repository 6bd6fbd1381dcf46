"""Double-checked, announced early. The lock is skipped once all is ready."""
# Look for: the order of the two writes,
# and who reads between them.

import threading

ready = False
value = 0
lock = threading.Lock()


def get_value():
    global ready, value
    if not ready:
        with lock:
            if not ready:
                ready = True
                value = 42
    return value


def use():
    print(f"uses {get_value()}")


t1 = threading.Thread(target=use)
t2 = threading.Thread(target=use)
t1.start()
t2.start()
t1.join()
t2.join()
