"""`threading.Event`, recorded in place. Its methods are the library's, word for word, with the records under the event's own lock: in the order in which they act."""
import sys
import threading

from . import records
from .instances import remember
from .locks import limit_of
from .places import line_at
from .records import CLEARED, SET, TIMED_OUT, WAIT_BEGAN, WOKEN

_frame = sys._getframe


def _recorded_set(original):
    def set(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        with self._cond:
            records.here.emit(SET, number, line_at(_frame(1)))
            self._flag = True
            self._cond.notify_all()

    set.__wrapped__ = original
    return set


def _recorded_clear(original):
    def clear(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        with self._cond:
            records.here.emit(CLEARED, number, line_at(_frame(1)))
            self._flag = False

    clear.__wrapped__ = original
    return clear


def _recorded_wait(original):
    def wait(self, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        with self._cond:
            signaled = self._flag
            if signaled:
                emit(WOKEN, number, line)
                return signaled
            emit(WAIT_BEGAN, number, line, limit_of(timeout))
            try:
                signaled = self._cond.wait(timeout)
                return signaled
            finally:
                emit(WOKEN if signaled else TIMED_OUT, number, line)

    wait.__wrapped__ = original
    return wait


def install():
    """Patches the class."""
    event = threading.Event
    remember(event, lambda self: ('event', -1))
    event.set = _recorded_set(event.set)
    event.clear = _recorded_clear(event.clear)
    event.wait = _recorded_wait(event.wait)
