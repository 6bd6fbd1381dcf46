"""`concurrent.futures`, recorded in place: what was submitted, which worker is at it, who waits for a result, and that it is there.

A future is declared before a worker can see it. The methods are the library's with the records under the future's own condition, so a result is told before
anybody can go on with it. Workers of a pool of threads wait for work at a queue of their own, which is told like every other: an idle worker is seen to wait.
"""
import json
import sys

from . import names, places, processes, records
from .instances import remember
from .locks import declare_named, limit_of, new_object
from .places import is_made_inside, line_at
from .records import GOT, SET, SHARED, TIMED_OUT, WAIT_BEGAN, WOKEN, WORK_BEGAN, WORK_ENDED
from .simplequeues import Empty, SimpleQueue, made
from .queues import tell_value

_frame = sys._getframe
_MANY = 3  # futures that are named where a thread waits for several
_WRAPPERS = ('run', '_process_chunk')  # of asyncio.to_thread, and of map over processes


def callable_name(function):
    """What a function is called, also where it is wrapped."""
    # nothing else is asked for its `func`: a mock has one, and that has one, without end
    inner = function.func if type(function).__name__ == 'partial' else None
    if inner is not None:
        arguments = getattr(function, 'args', ())
        return callable_name(arguments[0] if getattr(inner, '__name__', '') in _WRAPPERS and arguments and callable(arguments[0]) else inner)
    return getattr(function, '__name__', type(function).__name__)


def first_line(function):
    """The line where a function of the program begins, else 0."""
    code = getattr(function, '__code__', None)
    return code.co_firstlineno if code is not None and code.co_filename == places.program else 0


def program_frame(frame):
    """The frame of the program that submits, and whether it does so by `map`; None where only the library is at work."""
    many = False
    while frame is not None and is_made_inside(frame):
        many = many or frame.f_code.co_name == 'map'
        frame = frame.f_back
    return frame, many


def declare_future(future, function, frame, declared=declare_named):
    """Numbers and names a future before anybody can see it; gives the line where its work is submitted, 0 unknown."""
    work = callable_name(function)
    frame, many = program_frame(frame)
    line = 0 if frame is None else line_at(frame)
    name = names.plain_name(work) if frame is None else names.name_of_new(frame, work, line, many)
    future.__dict__['_lab_number'] = declared('future', name, line)
    future.__dict__['_lab_name'] = name
    future.__dict__['_lab_work'] = work, first_line(function)
    return line


def _recorded_work_item(item):
    original = item.__init__

    def __init__(self, future, function, *rest):
        original(self, future, function, *rest)
        if records.recording and '_lab_number' not in future.__dict__:
            declare_future(future, function[0] if isinstance(function, tuple) else function, _frame(1))

    __init__.__wrapped__ = original
    item.__init__ = __init__


def _recorded_run(original):
    def run(self, *rest):
        here = records.here
        number = self.future.__dict__.get('_lab_number', -1)
        if number < 0:
            return original(self, *rest)
        here.work = number
        try:
            original(self, *rest)
        finally:
            if here.work == -2 - number:
                here.emit(WORK_ENDED, number, 0)
            here.work = -1

    run.__wrapped__ = original
    return run


def _recorded_begin(original):
    def set_running_or_notify_cancel(self):
        begins = original(self)
        here = records.here
        number = self.__dict__.get('_lab_number')
        if begins and number is not None and here.work == number:
            work, line = self._lab_work
            here.emit(WORK_BEGAN, number, line, 0, work)
            here.work = -2 - number  # begun
        return begins

    set_running_or_notify_cancel.__wrapped__ = original
    return set_running_or_notify_cancel


def _patch_future(base):
    future = base.Future
    cancelled = (base.CANCELLED, base.CANCELLED_AND_NOTIFIED)
    done = cancelled + (base.FINISHED,)

    def awaited(original):
        def result(self, timeout=None):
            number = self.__dict__.get('_lab_number')
            if number is None:
                return original(self, timeout)
            line = line_at(_frame(1))
            emit = records.here.emit
            with self._condition:
                if self._state in done:
                    emit(WOKEN, number, line)
                    return original(self)
                emit(WAIT_BEGAN, number, line, limit_of(timeout))
                try:
                    self._condition.wait(timeout)
                finally:
                    emit(WOKEN if self._state in done else TIMED_OUT, number, line)
                if self._state not in done:
                    raise base.TimeoutError()
                return original(self)

        result.__wrapped__ = original
        return result

    def settled(original, field, tell):
        def settle(self, value):
            number = self.__dict__.get('_lab_number')
            if number is None or self._state in done:
                return original(self, value)  # or raises
            with self._condition:
                if self._state in done:
                    return original(self, value)
                records.here.emit(SET, number, line_at(_frame(1)))
                setattr(self, field, value)
                self._state = base.FINISHED
                for waiter in self._waiters:
                    getattr(waiter, tell)(self)
                self._condition.notify_all()
            self._invoke_callbacks()

        settle.__name__ = original.__name__
        settle.__wrapped__ = original
        return settle

    def cancel(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return cancel.__wrapped__(self)
        with self._condition:
            if self._state in (base.RUNNING, base.FINISHED):
                return False
            if self._state in cancelled:
                return True
            records.here.emit(SET, number, line_at(_frame(1)))
            if '_lab_queue' in self.__dict__:  # no worker will ever get it
                records.here.emit(GOT, self._lab_queue, line_at(_frame(1)), 0, self._lab_name)
            self._state = base.CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    cancel.__wrapped__ = future.cancel
    remember(future, lambda self: ('future', -1))
    future.result = awaited(future.result)
    future.exception = awaited(future.exception)
    future.set_result = settled(future.set_result, '_result', 'add_result')
    future.set_exception = settled(future.set_exception, '_exception', 'add_exception')
    future.cancel = cancel
    future.set_running_or_notify_cancel = _recorded_begin(future.set_running_or_notify_cancel)


def several(named, how):
    """`all of squares[0], squares[1]`: what a thread waits for that waits for more than one."""
    words = ', '.join(sorted(named)[:_MANY])
    return '%s of %s%s' % (how, words, ' and %d more' % (len(named) - _MANY) if len(named) > _MANY else '')


def _patch_waits(base):
    """`wait` and `as_completed` sleep on an event that the library makes for each of them: it becomes one that is told."""
    original = base._create_and_install_waiters

    def _create_and_install_waiters(futures, return_when):
        waiter = original(futures, return_when)
        frame, _ = program_frame(_frame(1))
        if records.recording and frame is not None:
            left = [future for future in futures if future._state not in (base.CANCELLED_AND_NOTIFIED, base.FINISHED)]
            if left:
                how = 'all' if return_when in (base.ALL_COMPLETED, base.FIRST_EXCEPTION) else 'any'
                waiter.event.__dict__['_lab_number'] = declare_named('event', names.plain_name(several([future.__dict__.get('_lab_name') or 'a future' for future in left], how)), line_at(frame))
        return waiter

    base._create_and_install_waiters = _create_and_install_waiters


class WorkQueue(SimpleQueue):
    """What a pool of threads has to do: values are called after the futures of the work, and None is the word to end."""

    __slots__ = ()

    def get_nowait(self):
        """A worker looks whether there is work before it says that it is idle; that is none of the program's business."""
        if not self.qsize():
            raise Empty
        return self._get(False, None, 0)

    def _tell(self, kind, line, item):
        name = None if item is None else item.future.__dict__.get('_lab_name')
        if name is None:
            tell_value(kind, self._number, line, item)
        else:
            records.here.emit(kind, self._number, line, 0, name)


def _patch_pool(module):
    pool = module.ThreadPoolExecutor
    original = pool.__init__

    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        if records.recording:
            frame, _ = program_frame(_frame(1))
            line = 0 if frame is None else line_at(frame)
            prefix = self._thread_name_prefix
            own = names.variable_of_new(frame) if frame is not None and not is_made_inside(_frame(1)) else None
            self._work_queue = made(WorkQueue, declare_named('queue', names.plain_name('work of %s' % (own or prefix)), line))

    __init__.__wrapped__ = original
    pool.__init__ = __init__
    _recorded_work_item(module._WorkItem)
    module._WorkItem.run = _recorded_run(module._WorkItem.run)


def declare_shared(kind, name, line, key=None):
    """Records a future that the workers of a pool of processes know by its key; without one it is new."""
    number = new_object()
    records.here.emit(SHARED, number, line, -1, json.dumps({'key': key or key_of(number), 'words': '%s %s' % (kind, name)}))
    return number


def key_of(number):
    """By what a future of this process is known in others."""
    return 'future %s %d' % (processes.uid, number)


def install(when_imported):
    """Patches the modules when they are there."""
    when_imported('concurrent.futures._base', _patch_base)
    when_imported('concurrent.futures.thread', _patch_pool)


def _patch_base(base):
    _patch_future(base)
    _patch_waits(base)
