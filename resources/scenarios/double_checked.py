"""Double-checked, announced last. Who sees that it is ready sees the value."""
# Changed: `ready` is written last.

import threading

ready = False
value = 0
lock = threading.Lock()


def get_value():
    global ready, value
    if not ready:
        with lock:
            if not ready:
                value = 42
                ready = True
    return value


def use():
    print(f"uses {get_value()}")


t1 = threading.Thread(target=use)
t2 = threading.Thread(target=use)
t1.start()
t2.start()
t1.join()
t2.join()
