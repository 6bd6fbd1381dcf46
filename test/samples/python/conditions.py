import threading
import time

lock = threading.Lock()
nonempty = threading.Condition(lock)
nonfull = threading.Condition(lock)
reentrant = threading.RLock()
ready = threading.Condition(reentrant)
ready_now = False


class Mailbox:
    def __init__(self):
        self.changed = threading.Condition()


mailbox = Mailbox()


def waiter():
    with reentrant:
        with ready:
            ready.wait_for(lambda: ready_now)


thread = threading.Thread(target=waiter, name='waiter')
thread.start()
while not ready._waiters:
    time.sleep(0.001)
with ready:
    ready_now = True
    ready.notify()
thread.join()
with nonempty:
    print(nonempty.wait(0.01))
    nonfull.notify()
try:
    mailbox.changed.wait()
except RuntimeError as error:
    print(error)
