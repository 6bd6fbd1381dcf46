"""The queue through which a pool of processes or `multiprocessing.Pool` has its work done: one object in all processes, `work of pool`."""
from . import processes
from .futures import declare_shared

_queues = {}  # key of a pool → the number of its queue in this process


def key_of(inqueue):
    """What a pool is known by: a mark for forked children, the name of a semaphore for others."""
    marked = getattr(inqueue, '_lab_pool', None)
    if marked is not None:
        return marked
    lock = getattr(inqueue, '_rlock', None)
    name = None if lock is None else lock._semlock.name
    return name or '%s %d' % (processes.uid, id(inqueue))


def is_known(key):
    """Whether this process knows the queue of a pool."""
    return key in _queues


def queue_of(key, name='a pool', line=0):
    """The number that a pool's queue has in this process; it is told where the process first has to do with it."""
    number = _queues.get(key)
    if number is None:
        number = _queues[key] = declare_shared('queue', 'work of ' + name, line, 'pool ' + key)
    return number


class PoolQueue:
    """A pool's queue as a worker sees it."""

    def __init__(self, queue):
        self._queue = queue

    def __getattr__(self, name):
        return getattr(self._queue, name)
