"""Relies on what functions and types of C do and those of Python do not: not to be bound in a class, to be pickled by name, to say where they come from."""
import gc
import os
import pickle
import select
import selectors
import socket
import threading
import time
from concurrent.futures import ProcessPoolExecutor


class Uses:
    nap = time.sleep
    read = os.read
    write = os.write
    close = os.close
    choose = select.select


def kept(function):
    return pickle.loads(pickle.dumps(function)) is function


if __name__ == '__main__':
    uses = Uses()
    reader, writer = os.pipe()
    uses.nap(0.001)
    print(uses.write(writer, b'data'), uses.read(reader, 4), uses.choose([reader], [], [], 0.001))
    uses.close(reader)
    print([kept(function) for function in (time.sleep, os.read, os.write, os.close, os.system, os.waitpid, os._exit)])
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(time.sleep, 0.001).result())
    print(time.sleep.__name__, time.sleep.__module__, repr(os.read), repr(time.sleep))

    # as trio asks
    print(threading.RLock().__class__.__module__, threading.Lock().__class__.__module__)
    # as gevent asks
    kind, lock = type(threading.RLock()), threading.RLock()
    for found in gc.get_objects():
        if type(found) is kind and getattr(found, '_owner', None) is not None:
            found._owner = 1
    with lock:
        print(isinstance(lock, kind), isinstance(lock, type(lock)))

    # an iterator is asked once
    ours, theirs = socket.socketpair()
    theirs.send(b'x')
    print(len(select.select(iter([ours]), [], [], 1)[0]))
    with selectors.SelectSelector() as selector:
        selector.register(ours, selectors.EVENT_READ)
        print(len(selector.select(1)))
    ours.close()
    for call in (lambda: ours.recv(1), lambda: ours.send(b'x'), lambda: os.read(-1, 1), lambda: select.select([-1], [], [], 0.001)):
        try:
            call()
        except (OSError, ValueError) as error:
            print(type(error).__name__, error)
