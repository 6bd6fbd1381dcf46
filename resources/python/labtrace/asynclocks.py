"""The locks of asyncio, recorded in place: their owners are tasks.

What a task asks for is told when it is suspended for it: an operation that does not wait says only that it is done.
"""
import sys

from . import names, records
from .instances import is_recorded, maker, remember
from .locks import declare_named
from .places import line_at
from .records import ACQUIRED, ARRIVED, BROKEN, CLEARED, NOTIFIED, RELEASED, REQUESTED, SET, TIMED_OUT, WAIT_BEGAN, WOKEN

_frame = sys._getframe
NOBODY = -1


def recorded_wait(original, asks, done, words, purpose=None):
    """An operation that may suspend its task: `asks` before, `done` behind it where that is told here, `timedOut` when it was given up."""
    async def wait(self, *args):
        number = self.__dict__.get('_lab_number')
        task = records.here.task
        if number is None or task is None:
            return await original(self, *args)
        line = line_at(_frame(1))
        task.asked = asks, number, line, purpose, words
        task.told = False
        try:
            result = await original(self, *args)
        except BaseException:
            if task.told:
                records.here.emit(TIMED_OUT, number, line)
            raise
        finally:
            task.asked = None
        if done is not None:
            records.here.emit(done, number, line)
        return result

    wait.__name__ = original.__name__
    wait.__qualname__ = original.__qualname__
    wait.__wrapped__ = original
    return wait


def recorded_act(original, kind, happens):
    """An operation that never waits."""
    def act(self, *args):
        number = self.__dict__.get('_lab_number')
        if number is not None and happens(self):
            records.here.emit(kind, number, line_at(_frame(1)))
        return original(self, *args)

    act.__name__ = original.__name__
    act.__qualname__ = original.__qualname__
    act.__wrapped__ = original
    return act


def _recorded_condition(condition):
    begin, wait, notify = condition.__init__, condition.wait, condition.notify

    def __init__(self, lock=None, **more):
        begin(self, lock, **more)
        frame = maker(self, _frame(1))
        if not is_recorded(frame):
            return
        line = line_at(frame)
        name = names.name_of_new(frame, 'condition', line)
        self.__dict__['_lab_number'] = declare_named('condition', name, line)
        if lock is None:
            self._lock.__dict__['_lab_number'] = declare_named('lock', 'lock of %s' % name, line)

    async def recorded(self):
        number = self.__dict__.get('_lab_number')
        task = records.here.task
        if number is None or task is None or not self.locked():
            return await wait(self)
        line = line_at(_frame(1))
        release, acquire = self.release, self.acquire
        waiters = self.__dict__.setdefault('_lab_waiters', {})
        own = object()

        def give_up():  # the library gives the lock up, joins the wait set, and is suspended
            release()
            waiters[own] = task.number
            task.asked = WAIT_BEGAN, number, line, None, 'Condition.wait'
            task.told = False

        async def take_again():
            given_up = waiters.pop(own, None) is not None
            if task.told:
                records.here.emit(TIMED_OUT if given_up else WOKEN, number, line)
            task.told = False
            return await acquire()

        proxy = _Waiting(self, give_up, take_again)
        try:
            return await wait(proxy)
        finally:
            task.asked = None
            waiters.pop(own, None)

    def tell(self, n=1):
        number = self.__dict__.get('_lab_number')
        if number is not None and self.locked():
            waiters = self.__dict__.get('_lab_waiters', {})
            woken = list(waiters)[:n]
            for key in woken:
                records.here.emit(NOTIFIED, number, line_at(_frame(1)), waiters.pop(key))
            if not woken:
                records.here.emit(NOTIFIED, number, line_at(_frame(1)), NOBODY)
        return notify(self, n)

    __init__.__wrapped__ = begin
    recorded.__name__, recorded.__qualname__, recorded.__wrapped__ = 'wait', 'Condition.wait', wait
    tell.__name__, tell.__qualname__, tell.__wrapped__ = 'notify', 'Condition.notify', notify
    condition.__init__ = __init__
    condition.wait = recorded
    condition.notify = tell


class _Waiting:
    """A condition as its own `wait` sees it: with the steps that are told."""

    def __init__(self, condition, release, acquire):
        self._condition = condition
        self.release = release
        self.acquire = acquire

    def __getattr__(self, name):
        return getattr(self._condition, name)


def _recorded_barrier(barrier):
    wait = recorded_wait(barrier.wait, WAIT_BEGAN, WOKEN, 'Barrier.wait')

    async def arrive(self):
        number = self.__dict__.get('_lab_number')
        if number is not None and not self.broken:
            records.here.emit(ARRIVED, number, line_at(_frame(1)))
        return await wait(self)

    arrive.__name__, arrive.__qualname__, arrive.__wrapped__ = 'wait', 'Barrier.wait', barrier.wait
    remember(barrier, lambda self: ('barrier', self._parties))
    barrier.wait = arrive
    barrier.reset = recorded_wait(barrier.reset, None, CLEARED, 'Barrier.reset')
    barrier.abort = recorded_wait(barrier.abort, None, BROKEN, 'Barrier.abort')


def install(locks):
    """Patches the module `asyncio.locks`."""
    lock, event, semaphore, bounded = locks.Lock, locks.Event, locks.Semaphore, locks.BoundedSemaphore
    remember(lock, lambda self: ('lock', -1))
    lock.acquire = recorded_wait(lock.acquire, REQUESTED, ACQUIRED, 'Lock.acquire')
    lock.release = recorded_act(lock.release, RELEASED, lambda self: self._locked)
    remember(event, lambda self: ('event', -1))
    event.wait = recorded_wait(event.wait, WAIT_BEGAN, WOKEN, 'Event.wait')
    event.set = recorded_act(event.set, SET, lambda self: True)
    event.clear = recorded_act(event.clear, CLEARED, lambda self: True)
    remember(semaphore, lambda self: ('boundedSemaphore' if isinstance(self, bounded) else 'semaphore', self._value))
    semaphore.acquire = recorded_wait(semaphore.acquire, REQUESTED, ACQUIRED, 'Semaphore.acquire')
    semaphore.release = recorded_act(semaphore.release, RELEASED, lambda self: True)
    _recorded_condition(locks.Condition)
    if hasattr(locks, 'Barrier'):  # Python 3.11
        _recorded_barrier(locks.Barrier)
