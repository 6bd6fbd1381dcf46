"""`threading.Condition`, recorded in place.

A wait is what the library does, word for word, with its records at the only places where they are true: `waitBegan` directly behind the release of the lock
and before the real one, `notified` before the thread can run, `woken` before it asks for the lock.
"""
import sys
import threading
import _thread

from . import names, records
from .instances import is_recorded, maker
from .locks import Lock, RLock, declare_named, limit_of, own_rlock
from .places import line_at
from .records import NOTIFIED, TIMED_OUT, WAIT_BEGAN, WOKEN

_frame = sys._getframe
NOBODY = -1


class Waiter:
    """The lock that a thread in the wait set sleeps on. The condition's own code keeps it in its list and releases it to notify the thread."""

    __slots__ = ('_condition', '_thread', '_lock')

    def __init__(self, condition, thread):
        self._condition = condition
        self._thread = thread
        self._lock = _thread.allocate_lock()
        self._lock.acquire()

    def sleep(self, timeout):
        """Whether it was notified in time."""
        if timeout is None:
            return self._lock.acquire()
        return self._lock.acquire(True, timeout) if timeout > 0 else self._lock.acquire(False)

    def release(self):
        records.here.emit(NOTIFIED, self._condition, line_at(_frame(1)), self._thread)
        self._lock.release()


def _recorded_init(original):
    def __init__(self, lock=None):
        frame = maker(self, _frame(1))
        if not is_recorded(frame):
            return original(self, lock)
        own = own_rlock() if lock is None else None
        original(self, lock if own is None else own)
        line = line_at(frame)
        name = names.name_of_new(frame, 'condition', line)
        self.__dict__['_lab_number'] = declare_named('condition', name, line)
        if own is not None:
            own._number = declare_named('rlock', 'lock of %s' % name, line)

    __init__.__wrapped__ = original
    return __init__


def _give_up(condition, tell):
    """Releases the condition's lock, with `tell` at its place; a lock that is not recorded has no release to stand behind."""
    lock = condition._lock
    if isinstance(lock, (Lock, RLock)):
        return lock._release_save(tell)
    tell()
    return condition._release_save()


def _recorded_wait(original):
    def wait(self, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None or not self._is_owned():
            return original(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        limit = limit_of(timeout)
        waiter = Waiter(number, records.here.thread)
        self._waiters.append(waiter)
        saved = _give_up(self, lambda: emit(WAIT_BEGAN, number, line, limit))
        notified = False
        try:
            notified = waiter.sleep(timeout)
            return notified
        finally:
            emit(WOKEN if notified else TIMED_OUT, number, line)
            self._acquire_restore(saved)
            if not notified:  # until here a notify may pick it, and is lost
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    wait.__wrapped__ = original
    return wait


def _recorded_notify(original):
    def notify(self, n=1):
        number = self.__dict__.get('_lab_number')
        if number is not None and not self._waiters and self._is_owned():
            records.here.emit(NOTIFIED, number, line_at(_frame(1)), NOBODY)
        return original(self, n)

    notify.__wrapped__ = original
    return notify


def install():
    """Patches the class."""
    condition = threading.Condition
    condition.__init__ = _recorded_init(condition.__init__)
    condition.wait = _recorded_wait(condition.wait)
    condition.notify = _recorded_notify(condition.notify)
