"""Locks while an exception comes in the very moment in which the tracer records: who is told that it failed holds nothing, and who gives back has given back."""
import threading

from labtrace import records


class Stop(BaseException):
    pass


def stopped(call):
    emit = records.here.emit

    def fail_once(*_):
        records.here.emit = emit
        raise Stop

    records.here.emit = fail_once
    try:
        call()
    except Stop:
        return True
    return False


def left_held(lock):
    """Whether another thread cannot get it."""
    got = []
    other = threading.Thread(target=lambda: got.append(lock.acquire(False)))
    other.start()
    other.join()
    return got == [False]


for kind in (threading.Lock, threading.RLock):
    lock = kind()
    print(stopped(lock.acquire), left_held(lock))
    for leave in ('release', '__exit__'):
        lock = kind()
        lock.acquire()
        print(stopped(lock.release if leave == 'release' else lambda: lock.__exit__(None, None, None)), left_held(lock))
