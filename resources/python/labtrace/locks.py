"""`threading.Lock` and `threading.RLock`, recorded.

Both are C types that cannot be patched, so the names in `threading` are replaced by classes around them. Locks that Python's own library makes for itself
stay as they are: they cost nothing and say nothing. A release is recorded before the real one and an acquisition after it, so the times in which a lock is
held never overlap. Nothing is asked for that is free: `requested` is recorded only where a thread has to wait.
"""
import itertools
import sys
import threading
import _thread

from . import names, places, records
from .places import is_made_inside, line_at
from .records import ACQUIRED, DECLARED, RELEASED, REQUESTED, TIMED_OUT, TRIED, TRY_FAILED

_frame = sys._getframe
_raw_lock = _thread.allocate_lock
_raw_rlock = _thread.RLock
_longest = _thread.TIMEOUT_MAX
new_object = itertools.count(0).__next__
FOREVER = -1


def declare(kind, frame, capacity=-1):
    """Records the new object that `frame` is making, named after the variable there, and gives its number."""
    line = line_at(frame)
    return declare_named(kind, names.name_of_new(frame, kind, line), line, capacity)


def declare_named(kind, name, line, capacity=-1):
    """Records a new object and gives its number."""
    number = new_object()
    records.here.emit(DECLARED, number, line, capacity, '%s %s' % (kind, name))
    return number


def nanoseconds(seconds):
    """A time limit as it is recorded."""
    return min(int(seconds * 1e9), 1 << 62)


def limit_of(timeout):
    """The time limit of a wait as it is recorded: None is none, and below 0 is none left."""
    if timeout is None:
        return FOREVER
    return nanoseconds(timeout) if timeout > 0 else 0


def nothing():
    """Tells nothing."""


def _once_more(number):
    """Records a release whose record an exception has cut off, if it can."""
    try:
        records.here.emit(RELEASED, number, 0)
    except BaseException:  # better a recording with one event less than a program that is told of another exception
        pass


class Lock:
    """A lock that records what happens to it."""

    __slots__ = ('_lock', '_number', '__weakref__')
    # who asks an object what it is hears of the type that it stands in for
    __class__ = property(lambda self: type(self._lock))

    def __new__(cls):
        frame = _frame(1)
        if is_made_inside(frame) or not records.recording:
            return _raw_lock()
        self = object.__new__(cls)
        self._lock = _raw_lock()
        self._number = declare('lock', frame)
        return self

    def acquire(self, blocking=True, timeout=-1):
        lock = self._lock
        emit = records.here.emit
        frame = _frame(1)
        line = frame.f_lineno if frame.f_code.co_filename == places.program else line_at(frame)
        if timeout == -1 or (blocking and 0 < timeout <= _longest):
            if lock.acquire(False):
                try:
                    emit(ACQUIRED if blocking and timeout == -1 else TRIED, self._number, line)
                except BaseException:  # who is told that it failed must not hold it: the stack was full, or a signal's handler raised
                    lock.release()
                    raise
                return True
        elif not blocking or timeout != 0:
            return lock.acquire(blocking, timeout)  # raises ValueError or OverflowError
        if not blocking or timeout == 0:
            emit(TRY_FAILED, self._number, line)
            return False
        emit(REQUESTED, self._number, line, FOREVER if timeout == -1 else nanoseconds(timeout))
        done = False
        try:
            done = lock.acquire(True, timeout)
            return done
        finally:
            emit(ACQUIRED if done else TIMED_OUT, self._number, line)

    __enter__ = acquire
    acquire_lock = acquire

    def release(self):
        try:
            frame = _frame(1)
            if self._lock.locked():
                records.here.emit(RELEASED, self._number, frame.f_lineno if frame.f_code.co_filename == places.program else line_at(frame))
        except BaseException:  # a signal's handler raised: whoever gives a lock back has given it back all the same
            _once_more(self._number)
            raise
        finally:
            self._lock.release()

    release_lock = release

    def __exit__(self, *_):
        try:
            frame = _frame(1)
            if self._lock.locked():
                records.here.emit(RELEASED, self._number, frame.f_lineno if frame.f_code.co_filename == places.program else line_at(frame))
        except BaseException:
            _once_more(self._number)
            raise
        finally:
            self._lock.release()

    def locked(self):
        return self._lock.locked()

    def _is_owned(self):  # or a Condition would find out by trying to acquire it
        return self._lock.locked()

    def _release_save(self, tell=nothing):
        """A Condition gives it up. `tell` records what has to stand directly behind its release, and before the real one."""
        if self._lock.locked():
            records.here.emit(RELEASED, self._number, line_at(_frame(1)))
        tell()
        self._lock.release()

    def _acquire_restore(self, _):
        self.acquire()

    def _at_fork_reinit(self):
        reset = getattr(self._lock, '_at_fork_reinit', None)
        if reset:
            reset()
        else:
            self._lock = _raw_lock()

    def __repr__(self):
        return repr(self._lock)

    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.lock' object")


class RLock:
    """A lock that its holder may take again, recorded. Every level is an acquisition and a release."""

    __slots__ = ('_lock', '_number', '_depth', '__weakref__')
    __class__ = property(lambda self: type(self._lock))
    # gevent asks every such lock that it finds for its owner, to make itself one; the C type that stands behind this has none to be changed
    _owner = None

    def __new__(cls):
        frame = _frame(1)
        if is_made_inside(frame) or not records.recording:
            return _raw_rlock()
        self = object.__new__(cls)
        self._lock = _raw_rlock()
        self._depth = 0
        self._number = declare('rlock', frame)
        return self

    def acquire(self, blocking=True, timeout=-1):
        lock = self._lock
        emit = records.here.emit
        line = line_at(_frame(1))
        if timeout == -1 or (blocking and 0 < timeout <= _longest):
            if lock.acquire(False):
                self._depth += 1
                try:
                    emit(ACQUIRED if blocking and timeout == -1 else TRIED, self._number, line)
                except BaseException:
                    self._depth -= 1
                    lock.release()
                    raise
                return True
        elif not blocking or timeout != 0:
            return lock.acquire(blocking, timeout)  # raises ValueError or OverflowError
        if not blocking or timeout == 0:
            emit(TRY_FAILED, self._number, line)
            return False
        emit(REQUESTED, self._number, line, FOREVER if timeout == -1 else nanoseconds(timeout))
        done = False
        try:
            done = lock.acquire(True, timeout)
            if done:
                self._depth += 1
            return done
        finally:
            emit(ACQUIRED if done else TIMED_OUT, self._number, line)

    __enter__ = acquire

    def release(self):
        try:
            if self._lock._is_owned():
                self._depth -= 1
                records.here.emit(RELEASED, self._number, line_at(_frame(1)))
        except BaseException:
            _once_more(self._number)
            raise
        finally:
            self._lock.release()

    def __exit__(self, *_):
        try:
            if self._lock._is_owned():
                self._depth -= 1
                records.here.emit(RELEASED, self._number, line_at(_frame(1)))
        except BaseException:
            _once_more(self._number)
            raise
        finally:
            self._lock.release()

    def locked(self):
        return self._depth > 0

    def _is_owned(self):
        return self._lock._is_owned()

    def _release_save(self, tell=nothing):
        """A Condition gives up all levels at once. `tell` records what has to stand directly behind their release, and before the real one."""
        depth, self._depth = self._depth, 0
        line = line_at(_frame(1))
        for _ in range(depth):
            records.here.emit(RELEASED, self._number, line)
        tell()
        return self._lock._release_save(), depth

    def _acquire_restore(self, saved):
        line = line_at(_frame(1))
        emit = records.here.emit
        state, depth = saved
        if self._lock.acquire(False):
            for _ in range(depth - 1):
                self._lock.acquire()
        else:
            emit(REQUESTED, self._number, line, FOREVER)
            self._lock._acquire_restore(state)
        self._depth = depth
        for _ in range(depth):
            emit(ACQUIRED, self._number, line)

    def _recursion_count(self):
        return self._depth if self._lock._is_owned() else 0

    def _at_fork_reinit(self):
        reset = getattr(self._lock, '_at_fork_reinit', None)
        if reset:
            reset()
        else:
            self._lock = _raw_rlock()
        self._depth = 0

    def __repr__(self):
        return repr(self._lock)

    def __reduce__(self):
        raise TypeError("cannot pickle '_thread.RLock' object")


def _refuse_subclass(cls, **_):
    raise TypeError("type '_thread.lock' is not an acceptable base type")


def own_rlock():
    """The rlock that a Condition makes for itself; whoever calls this gives it its number."""
    self = object.__new__(RLock)
    self._lock = _raw_rlock()
    self._depth = 0
    return self


def install():
    """Puts the recorded kinds in the place of Python's own."""
    Lock.__init_subclass__ = classmethod(_refuse_subclass)
    threading.Lock = Lock
    threading.RLock = RLock
