"""Locks, semaphores, conditions, events and barriers of `multiprocessing`, recorded, and the locks of its shared values and arrays.

One of them is one object in all processes: a forked child knows it by the number it had, any other by the name that the system has for its semaphore.
"""
import json
import sys

from . import names, processes, records
from .locks import FOREVER, limit_of, new_object
from .places import is_made_inside, line_at
from .records import ACQUIRED, CLEARED, NOTIFIED, RELEASED, REQUESTED, SET, SHARED, TIMED_OUT, TRIED, TRY_FAILED, WAIT_BEGAN, WOKEN

_frame = sys._getframe
_kinds = {'Lock': 'lock', 'RLock': 'rlock', 'Semaphore': 'semaphore', 'BoundedSemaphore': 'boundedSemaphore'}


def maker_in_program(made, frame):
    """The frame of the program that makes one by `multiprocessing.Lock()` and the like, None where the library makes it for itself; and what it is part of."""
    part = ''
    while frame is not None and frame.f_code.co_name == '__init__' and frame.f_locals.get('self') is made:
        frame = frame.f_back
    frame = behind_context(frame)
    if frame is not None and frame.f_code.co_filename.endswith('sharedctypes.py') and frame.f_code.co_name in ('Value', 'Array'):
        frame, part = behind_context(frame.f_back), 'lock of '
    return (None if frame is None or is_made_inside(frame) else frame), part


def behind_context(frame):
    """Who calls `multiprocessing.Lock()` and the like, which make what they give elsewhere."""
    if frame is not None and frame.f_code.co_filename.endswith('context.py') and frame.f_code.co_name != '__init__':
        return frame.f_back
    return frame


def declare(kind, frame, capacity=-1, key=None, name=None):
    """Records a new object that processes share, or one that was made elsewhere and is known by its key (`frame` None)."""
    number = new_object()
    line = 0 if frame is None else line_at(frame)
    name = name or (kind if frame is None else names.name_of_new(frame, kind, line))
    words = json.dumps({'key': key or '%s %d' % (processes.uid, number), 'words': '%s %s' % (kind, name)})
    records.here.emit(SHARED, number, line, capacity, words)
    return number


def _recorded_acquire(semlock, number):
    take = semlock.acquire

    def acquire(block=True, timeout=None):
        emit = records.here.emit
        line = line_at(_frame(1))
        if take(False):
            emit(ACQUIRED if block and timeout is None else TRIED, number, line)
            return True
        if not block or (timeout is not None and timeout <= 0):
            emit(TRY_FAILED, number, line)
            return False
        emit(REQUESTED, number, line, limit_of(timeout))
        done = False
        try:
            done = take(True, timeout)
            return done
        finally:
            emit(ACQUIRED if done else TIMED_OUT, number, line)

    return acquire


def _recorded_release(semlock, number, is_lock):
    give = semlock.release

    def release():
        # a semaphore that is full refuses, and so does a lock that nobody has
        if not is_lock or semlock._is_mine() or (semlock.kind == 1 and semlock._is_zero()):
            records.here.emit(RELEASED, number, line_at(_frame(1)))
        give()

    return release


def _wrap(self):
    number = self.__dict__.get('_lab_number')
    if number is not None:
        self.acquire = _recorded_acquire(self._semlock, number)
        self.release = _recorded_release(self._semlock, number, type(self).__name__ in ('Lock', 'RLock'))


def _patch_locks(module):
    semlock = module.SemLock
    make, state, restore, enter, leave = semlock.__init__, semlock.__getstate__, semlock.__setstate__, semlock.__enter__, semlock.__exit__

    def __init__(self, kind, value, maxvalue, **more):
        make(self, kind, value, maxvalue, **more)
        frame, part = maker_in_program(self, _frame(1)) if records.recording else (None, '')
        known = _kinds.get(type(self).__name__)
        if frame is not None and known is not None:
            name = names.name_of_new(frame, known, line_at(frame))
            if part:
                self.__dict__['_lab_part_of'] = name
            self.__dict__['_lab_number'] = declare(known, frame, value if 'emaphore' in known else -1, self._semlock.name, part + name)
            _wrap(self)

    def __getstate__(self):
        known = state(self)
        return known + ('_lab', _kinds[type(self).__name__]) if '_lab_number' in self.__dict__ else known

    def __setstate__(self, known):
        marked = len(known) > 2 and known[-2] == '_lab'
        restore(self, known[:-2] if marked else known)
        if marked and records.recording:
            kind = known[-1]
            self.__dict__['_lab_number'] = declare(kind, None, self._semlock.maxvalue if 'emaphore' in kind else -1, self._semlock.name)
            _wrap(self)

    def __enter__(self):
        return self.acquire() if '_lab_number' in self.__dict__ else enter(self)

    def __exit__(self, *what):
        return self.release() if '_lab_number' in self.__dict__ else leave(self, *what)

    semlock.__init__, semlock.__getstate__, semlock.__setstate__ = __init__, __getstate__, __setstate__
    semlock.__enter__, semlock.__exit__ = __enter__, __exit__
    _patch_conditions(module.Condition)
    _patch_events(module.Event)
    # what it does is recorded where `threading.Barrier` does it
    number_new(module.Barrier, 'barrier', _parties, lambda self: self._cond._wait_semaphore)
    mark_in_state(module.Barrier, 'barrier', _parties, lambda self: self._cond._wait_semaphore)


def mark_in_state(recorded, kind, capacity, semaphore):
    """Instances that have a number say so where they are pickled, and get one where they come to; `semaphore` is the one by whose name they are known."""
    state, restore = recorded.__getstate__, recorded.__setstate__

    def __getstate__(self):
        return state(self) + (('_lab',) if '_lab_number' in self.__dict__ else ())

    def __setstate__(self, known):
        marked = known[-1] == '_lab'
        restore(self, known[:-1] if marked else known)
        if marked and records.recording:
            self.__dict__['_lab_number'] = declare(kind, None, capacity(self), kind + semaphore(self)._semlock.name)

    recorded.__getstate__, recorded.__setstate__ = __getstate__, __setstate__


def number_new(recorded, kind, capacity, semaphore):
    """Numbers instances that the program makes."""
    make = recorded.__init__

    def __init__(self, *rest, **more):
        make(self, *rest, **more)
        frame = maker_in_program(self, _frame(1))[0] if records.recording else None
        if frame is not None:
            name = semaphore(self)._semlock.name
            self.__dict__['_lab_number'] = declare(kind, frame, capacity(self), name and kind + name)

    recorded.__init__ = __init__


def _no_capacity(_):
    return -1


def _parties(barrier):
    return barrier._parties


def _patch_conditions(condition):
    number_new(condition, 'condition', _no_capacity, lambda self: self._wait_semaphore)
    mark_in_state(condition, 'condition', _no_capacity, lambda self: self._wait_semaphore)
    wait, notify = condition.wait, condition.notify

    def recorded_wait(self, timeout=None):
        number = self.__dict__.get('_lab_number')
        if number is None or not self._lock._semlock._is_mine():
            return wait(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        emit(WAIT_BEGAN, number, line, limit_of(timeout))
        done = False
        try:
            done = wait(self, timeout)
            return done
        finally:
            emit(WOKEN if done else TIMED_OUT, number, line)

    def recorded_notify(self, n=1):
        number = self.__dict__.get('_lab_number')
        if number is not None and self._lock._semlock._is_mine():
            records.here.emit(NOTIFIED, number, line_at(_frame(1)), -1)
        return notify(self, n)

    condition.wait, condition.notify = recorded_wait, recorded_notify


def _patch_events(event):
    number_new(event, 'event', _no_capacity, lambda self: self._flag)
    original = event.wait, event.set, event.clear

    def __getstate__(self):
        return dict(self.__dict__)

    def __setstate__(self, known):
        marked = known.pop('_lab_number', None) is not None
        self.__dict__.update(known)
        if marked and records.recording:
            self.__dict__['_lab_number'] = declare('event', None, -1, 'event' + self._flag._semlock.name)

    def number_of(self):
        return self.__dict__.get('_lab_number')

    def wait(self, timeout=None):
        number = number_of(self)
        if number is None:
            return original[0](self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        if self.is_set():
            emit(WOKEN, number, line)
            return True
        emit(WAIT_BEGAN, number, line, limit_of(timeout))
        done = False
        try:
            done = original[0](self, timeout)
            return done
        finally:
            emit(WOKEN if done else TIMED_OUT, number, line)

    def tells(original, kind):
        def change(self):
            number = number_of(self)
            if number is not None:
                records.here.emit(kind, number, line_at(_frame(1)))
            original(self)

        return change

    event.__getstate__, event.__setstate__ = __getstate__, __setstate__
    event.wait, event.set, event.clear = wait, tells(original[1], SET), tells(original[2], CLEARED)


def install(when_imported):
    """Patches the module when it is there."""
    when_imported('multiprocessing.synchronize', _patch_locks)
