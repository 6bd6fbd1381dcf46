import threading

held = threading.Lock()
again = threading.RLock()
slots = threading.Semaphore(0)
leave = threading.Event()


def keeper():
    with held, again:
        kept.set()
        leave.wait()


kept = threading.Event()
thread = threading.Thread(target=keeper, name='keeper')
thread.start()
kept.wait()
print(held.acquire(timeout=0.01), again.acquire(timeout=0.01), slots.acquire(timeout=0.01))
thread.join(0.01)
print(thread.is_alive())
leave.set()
thread.join(60)
print(thread.is_alive())
print(held.acquire(timeout=60), again.acquire(blocking=False))
