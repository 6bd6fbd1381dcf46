import threading

condition = threading.Condition()
told = threading.Event()


def waiter():
    told.wait()
    with condition:
        condition.wait()


thread = threading.Thread(target=waiter, name='waiter')
thread.start()
with condition:
    condition.notify()
told.set()
thread.join()
