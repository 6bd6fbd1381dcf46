"""A lock as a flag. Testing and taking it is one step that cannot be split."""
# Changed: a failed `acquire` takes
# nothing, a successful one tests and
# sets at once.

import threading

busy = threading.Lock()
counter = 0


def work():
    global counter
    while not busy.acquire(
        blocking=False
    ):
        pass
    counter += 1
    busy.release()


t1 = threading.Thread(target=work)
t2 = threading.Thread(target=work)
t1.start()
t2.start()
t1.join()
t2.join()
print(counter)
