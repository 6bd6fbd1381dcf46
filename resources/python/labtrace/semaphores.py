"""`threading.Semaphore` and `threading.BoundedSemaphore`, recorded in place, so that identity, isinstance and earlier imports stay right."""
import sys
import threading

from . import records
from .instances import remember
from .locks import FOREVER, nanoseconds
from .places import line_at
from .records import ACQUIRED, RELEASED, REQUESTED, TIMED_OUT, TRIED, TRY_FAILED

_frame = sys._getframe


def _recorded_acquire(original):
    def acquire(self, blocking=True, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None or (not blocking and timeout is not None):
            return original(self, blocking, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        if original(self, False):
            emit(ACQUIRED if blocking and timeout is None else TRIED, number, line)
            return True
        if not blocking:
            emit(TRY_FAILED, number, line)
            return False
        emit(REQUESTED, number, line, FOREVER if timeout is None else nanoseconds(timeout))
        done = False
        try:
            done = original(self, True, timeout)
            return done
        finally:
            emit(ACQUIRED if done else TIMED_OUT, number, line)

    acquire.__wrapped__ = original
    return acquire


def _recorded_release(original):
    def release(self, n=1):
        number = self.__dict__.get('_lab_number')
        if number is not None and isinstance(n, int) and _may_release(self, n):
            line = line_at(_frame(1))
            for _ in range(n):
                records.here.emit(RELEASED, number, line)
        return original(self) if n == 1 else original(self, n)  # Python 3.8 takes no number

    release.__wrapped__ = original
    return release


def _may_release(semaphore, count):
    """Whether the real release will succeed: a bounded semaphore refuses more than it was made with."""
    limit = getattr(semaphore, '_initial_value', None)
    return count >= 1 and (limit is None or semaphore._value + count <= limit)


def install():
    """Patches both classes."""
    plain, bounded = threading.Semaphore, threading.BoundedSemaphore
    remember(plain, lambda self: ('boundedSemaphore' if isinstance(self, bounded) else 'semaphore', self._value))
    plain.acquire = plain.__enter__ = _recorded_acquire(plain.acquire)
    plain.release = _recorded_release(plain.release)
    bounded.release = _recorded_release(bounded.__dict__.get('release', plain.release))
    plain.__exit__ = lambda self, *_: self.release()
