"""`queue.SimpleQueue`, recorded.

It is a C type whose `put` may be called again from a destructor in the middle of itself, so a class over it takes its place: values lie in a list beside, and the
C queue holds a token for each. Waiting happens there; values come and go together with their records, in one order, under a lock that its holder may take again.
"""
import os
import queue
import sys
import _thread
from collections import deque

from . import records
from .locks import declare, limit_of
from .places import is_made_inside, line_at
from .queues import tell_value
from .records import GOT, PUT, REQUESTED, TIMED_OUT, TRY_FAILED

_frame = sys._getframe
_plain = queue.SimpleQueue
_take = _plain.get
_put = _plain.put
Empty = queue.Empty
_family = object()  # another one in each forked process


class SimpleQueue(_plain):
    """A queue without bound that records what happens to it."""

    __slots__ = ('_number', '_items', '_order', '_family')

    def __new__(cls, *args, **kwargs):
        frame = _frame(1)
        if cls is SimpleQueue and (args or kwargs or is_made_inside(frame) or not records.recording):
            return _plain(*args, **kwargs)
        return made(cls, declare('queue', frame))

    def put(self, item, block=True, timeout=None):
        self._add(item, line_at(_frame(1)))

    def put_nowait(self, item):
        self._add(item, line_at(_frame(1)))

    def get(self, block=True, timeout=None):
        if block and timeout is not None and timeout < 0:
            return _take(self, block, timeout)  # raises ValueError
        return self._get(block and timeout != 0, timeout, line_at(_frame(1)))

    def get_nowait(self):
        return self._get(False, None, line_at(_frame(1)))

    def _add(self, item, line):
        with self._order if self._family is _family else self._order_here():
            self._tell(PUT, line, item)
            self._items.append(item)
            _put(self, None)

    def _get(self, block, timeout, line):
        if not self._has_token():
            emit = records.here.emit
            if not block:
                emit(TRY_FAILED, self._number, line)
                raise Empty
            emit(REQUESTED, self._number, line, limit_of(timeout), 'get')
            outcome = TRY_FAILED
            try:
                _take(self, True, timeout)
                outcome = None
            except Empty:
                outcome = TIMED_OUT
                raise
            finally:
                if outcome is not None:
                    emit(outcome, self._number, line)
        with self._order if self._family is _family else self._order_here():
            item = self._items.popleft()
            self._tell(GOT, line, item)
        return item

    def _order_here(self):
        """In a forked child the lock may be held by a thread that is not there."""
        self._order, self._family = _thread.RLock(), _family
        return self._order

    def _has_token(self):
        try:
            _take(self, False)
            return True
        except Empty:
            return False

    def _tell(self, kind, line, item):
        tell_value(kind, self._number, line, item)

    def __reduce__(self):
        raise TypeError("cannot pickle '_queue.SimpleQueue' object")


SimpleQueue.__module__ = _plain.__module__
SimpleQueue.__qualname__ = 'SimpleQueue'


def made(cls, number):
    """A queue under a number that it was given."""
    self = _plain.__new__(cls)
    self._number = number
    self._items = deque()
    self._order = _thread.RLock()
    self._family = _family
    return self


def _in_child():
    global _family
    _family = object()


def install():
    """Puts the recorded kind in the place of Python's own."""
    queue.SimpleQueue = SimpleQueue
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(after_in_child=_in_child)
