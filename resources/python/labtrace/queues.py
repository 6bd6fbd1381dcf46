"""`queue.Queue`, recorded in place, and with it `LifoQueue` and `PriorityQueue`.

Its methods are the library's with the records under the queue's own lock, so that values come and go in the recording in the order in which they did. A queue
that lets nobody wait tells no more than what came and went.
"""
import queue
import sys
from time import monotonic

from . import records
from .accesses import EXACT, short
from .instances import remember
from .locks import limit_of
from .places import line_at
from .records import GOT, PUT, REQUESTED, TASK_DONE, TIMED_OUT, TRY_FAILED, WOKEN

_frame = sys._getframe


def tell_value(kind, number, line, value):
    """Records that a value comes or goes."""
    if type(value) is int and -EXACT < value < EXACT:
        records.here.emit(kind, number, line, value)
    else:
        records.here.emit(kind, number, line, 0, short(value))


def _is_full(self):
    return 0 < self.maxsize <= self._qsize()


def _is_empty(self):
    return not self._qsize()


def _has_unfinished(self):
    return self.unfinished_tasks


def _refuse_put(self):
    if getattr(self, 'is_shutdown', False):  # Python 3.13
        raise queue.ShutDown


def _refuse_get(self):
    if getattr(self, 'is_shutdown', False) and not self._qsize():
        raise queue.ShutDown


def _refuse_nothing(_):
    pass


class _Wish:
    """What a thread wants of a queue: `held` says whether it has to wait for it, at which of the queue's conditions, and `refuse` raises when it never will come."""

    def __init__(self, purpose, condition, held, refuse):
        self._purpose = purpose
        self._condition = condition
        self._held = held
        self._refuse = refuse

    def comes_true(self, of, number, line, timeout):
        """Waits as long as needed; False when the time is over."""
        if not self._held(of):
            return True
        end = None if timeout is None else monotonic() + timeout
        emit = records.here.emit
        emit(REQUESTED, number, line, limit_of(timeout), self._purpose)
        outcome = TRY_FAILED
        try:
            while self._held(of):
                left = None if end is None else end - monotonic()
                if left is not None and left <= 0:
                    outcome = TIMED_OUT
                    return False
                getattr(of, self._condition).wait(left)
                self._refuse(of)
            outcome = None
            return True
        finally:
            if outcome is not None:
                emit(outcome, number, line)


_to_put = _Wish('put', 'not_full', _is_full, _refuse_put)
_to_get = _Wish('get', 'not_empty', _is_empty, _refuse_get)
_to_join = _Wish('join', 'all_tasks_done', _has_unfinished, _refuse_nothing)


def _check(block, timeout):
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


def _or_fail(act, number, line):
    """What a subclass does with values may fail, and then nothing came or went."""
    try:
        return act()
    except BaseException:
        records.here.emit(TRY_FAILED, number, line)
        raise


def _recorded_put(original):
    def put(self, item, block=True, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self, item, block, timeout)
        line = line_at(_frame(1))
        with self.not_full:
            _refuse_put(self)
            if self.maxsize > 0:
                _check(block, timeout)
                if not block and _is_full(self):
                    records.here.emit(TRY_FAILED, number, line)
                    raise queue.Full
                if not _to_put.comes_true(self, number, line, timeout):
                    raise queue.Full
            _or_fail(lambda: self._put(item), number, line)
            tell_value(PUT, number, line, item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    put.__wrapped__ = original
    return put


def _recorded_get(original):
    def get(self, block=True, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self, block, timeout)
        line = line_at(_frame(1))
        with self.not_empty:
            _refuse_get(self)
            _check(block, timeout)
            if not block and _is_empty(self):
                records.here.emit(TRY_FAILED, number, line)
                raise queue.Empty
            if not _to_get.comes_true(self, number, line, timeout):
                raise queue.Empty
            item = _or_fail(self._get, number, line)
            tell_value(GOT, number, line, item)
            self.not_full.notify()
            return item

    get.__wrapped__ = original
    return get


def _recorded_task_done(original):
    def task_done(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        with self.all_tasks_done:
            unfinished = self.unfinished_tasks - 1
            if unfinished < 0:
                raise ValueError('task_done() called too many times')
            records.here.emit(TASK_DONE, number, line_at(_frame(1)))
            if unfinished == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = unfinished

    task_done.__wrapped__ = original
    return task_done


def _recorded_join(original):
    def join(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        line = line_at(_frame(1))
        with self.all_tasks_done:
            _to_join.comes_true(self, number, line, None)
            records.here.emit(WOKEN, number, line)

    join.__wrapped__ = original
    return join


def _described(self):
    most = self.maxsize
    return 'queue', most if isinstance(most, int) and 0 < most < 1 << 53 else -1


def _tell_first_values(recorded):
    """A subclass may begin with values in it."""
    make = recorded.__init__

    def __init__(self, *args, **kwargs):
        make(self, *args, **kwargs)
        number = self.__dict__.get('_lab_number')
        if number is not None and type(self).__module__ != 'queue':
            for _ in range(min(self._qsize(), 1000)):
                records.here.emit(PUT, number, line_at(_frame(1)), 0, '…')

    __init__.__wrapped__ = make.__wrapped__
    recorded.__init__ = __init__


def install():
    """Patches the class."""
    plain = queue.Queue
    remember(plain, _described)
    _tell_first_values(plain)
    plain.put = _recorded_put(plain.put)
    plain.get = _recorded_get(plain.get)
    plain.task_done = _recorded_task_done(plain.task_done)
    plain.join = _recorded_join(plain.join)
