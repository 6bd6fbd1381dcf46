"""`threading.Barrier`, recorded in place, at the steps of which the library's `wait` and `abort` are made: each runs under the barrier's own lock."""
import sys
import threading

from . import records
from .instances import remember
from .locks import FOREVER, limit_of
from .places import line_at
from .records import ARRIVED, BROKEN, CLEARED, TIMED_OUT, WAIT_BEGAN, WOKEN

_frame = sys._getframe
FILLING, RESETTING, SHATTERED = 0, -1, -2


def _recorded_release(original):
    def _release(self):
        """The last one has arrived; where it has an action to call, it says when that is done and the others may go."""
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        line = line_at(_frame(1))
        emit = records.here.emit
        emit(ARRIVED, number, line)
        if _is_shared(self):  # waking processes waits until each of them says that it is awake: one that was killed never does
            emit(WAIT_BEGAN, number, line, FOREVER)
        original(self)
        if self._action or _is_shared(self):
            emit(WOKEN, number, line)

    _release.__wrapped__ = original
    return _release


def _is_shared(barrier):
    return '_wrapper' in barrier.__dict__  # the state of one that processes share


def _recorded_wait(original):
    def _wait(self, timeout):
        """One that is not the last has arrived."""
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        limit = limit_of(timeout)
        emit(ARRIVED, number, line)
        emit(WAIT_BEGAN, number, line, limit)
        passed = False
        try:
            passed = self._cond.wait_for(lambda: self._state != FILLING, timeout)
        finally:
            emit(WOKEN if passed else TIMED_OUT, number, line)
        if not passed:
            self._break()
        if self._state < FILLING:
            raise threading.BrokenBarrierError

    _wait.__wrapped__ = original
    return _wait


def _recorded_break(original):
    def _break(self):
        number = self.__dict__.get('_lab_number')
        if number is not None:
            records.here.emit(BROKEN, number, line_at(_frame(1)))
        return original(self)

    _break.__wrapped__ = original
    return _break


def _recorded_reset(original):
    def reset(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        with self._cond:
            records.here.emit(CLEARED, number, line_at(_frame(1)))
            if self._count == 0:
                self._state = FILLING
            elif self._state in (FILLING, SHATTERED):
                self._state = RESETTING
            self._cond.notify_all()

    reset.__wrapped__ = original
    return reset


def _described(barrier):
    parties = barrier._parties
    return 'barrier', parties if isinstance(parties, int) and 0 <= parties < 1 << 31 else -1


def install():
    """Patches the class."""
    barrier = threading.Barrier
    remember(barrier, _described)
    barrier._release = _recorded_release(barrier._release)
    barrier._wait = _recorded_wait(barrier._wait)
    barrier._break = _recorded_break(barrier._break)
    barrier.reset = _recorded_reset(barrier.reset)
