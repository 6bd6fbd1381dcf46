"""Prints tracebacks and stacks by itself, and ends with one that has a cause."""
import logging
import sys
import threading
import traceback


def show(action, *arguments):
    try:
        action(*arguments)
    except BaseException:
        traceback.print_exc(file=sys.stdout)


def deep(depth):
    if depth:
        deep(depth - 1)
    else:
        traceback.print_stack(file=sys.stdout)


show(threading.Lock().release)
show(threading.RLock().release)
show(threading.Condition().notify)
show(threading.Condition().wait)
show(threading.BoundedSemaphore(1).release)
show(threading.current_thread().join)
done = threading.Thread(target=deep, args=(2,))
done.start()
done.join()
show(done.start)
logging.basicConfig(stream=sys.stdout, format="%(message)s")
try:
    threading.Lock().release()
except RuntimeError as error:
    logging.exception("logged")
    raise ValueError("it has a cause") from error
