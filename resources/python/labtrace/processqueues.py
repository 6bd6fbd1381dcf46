"""Queues of `multiprocessing`, recorded: one object in all processes. The thread that feeds a queue's pipe is told only where it has to wait for room."""
import select
import sys

from . import records
from .locks import FOREVER, limit_of
from .places import line_at
from .processlocks import mark_in_state, number_new
from .queues import tell_value
from .records import GOT, PUT, REQUESTED, TASK_DONE, TIMED_OUT, WOKEN

_frame = sys._getframe
_SURE = 4000  # bytes that a pipe takes whole when it can be written to


def has_room(descriptor, size):
    """Whether so many bytes go into a pipe at once, for sure."""
    if size > _SURE:
        return False
    look = select.poll()
    look.register(descriptor, select.POLLOUT)
    return bool(look.poll(0))


def _telling_send(queue, number):
    send = queue._writer.send_bytes
    descriptor = queue._writer.fileno()

    def send_bytes(data, *rest):
        if has_room(descriptor, len(data)):
            return send(data, *rest)
        emit = records.here.emit
        emit(REQUESTED, number, 0, FOREVER, 'put')
        try:
            return send(data, *rest)
        finally:
            emit(WOKEN, number, 0)

    return send_bytes


def _recorded_put(original, is_full):
    def put(self, obj, block=True, timeout=None):
        number = self.__dict__.get('_lab_number')
        line = line_at(_frame(1))
        more = () if is_full is None else (block, timeout)
        if number is None:
            return original(self, obj, *more)
        if is_full is None or not is_full(self):
            tell_value(PUT, number, line, obj)  # before: nobody can get it earlier
            return original(self, obj, *more)
        if not block:
            return original(self, obj, *more)  # raises, or is lucky
        emit = records.here.emit
        emit(REQUESTED, number, line, limit_of(timeout), 'put')
        try:
            result = original(self, obj, *more)
        except BaseException:
            emit(TIMED_OUT, number, line)
            raise
        tell_value(PUT, number, line, obj)
        return result

    put.__wrapped__ = original
    return put


def _recorded_get(original, simple):
    def get(self, block=True, timeout=None):
        number = self.__dict__.get('_lab_number')
        more = () if simple else (block, timeout)
        if number is None:
            return original(self, *more)
        line = line_at(_frame(1))
        emit = records.here.emit
        if block:
            emit(REQUESTED, number, line, limit_of(timeout), 'get')
        try:
            item = original(self, *more)
        except BaseException:
            if block:
                emit(TIMED_OUT, number, line)
            raise
        tell_value(GOT, number, line, item)
        return item

    get.__wrapped__ = original
    return get


def _patch(module):
    queue, simple, joinable = module.Queue, module.SimpleQueue, module.JoinableQueue
    limit = 32767  # what a queue without a limit has for one, at least

    for recorded, capacity in ((queue, lambda self: self._maxsize if self._maxsize < limit else -1), (simple, lambda self: -1)):
        number_new(recorded, 'queue', capacity, lambda self: self._rlock)
        mark_in_state(recorded, 'queue', capacity, lambda self: self._rlock)
    start, done, join = queue._start_thread, joinable.task_done, joinable.join

    def _start_thread(self):
        number = self.__dict__.get('_lab_number')
        if number is not None:
            self._send_bytes = _telling_send(self, number)
        start(self)

    def task_done(self):
        number = self.__dict__.get('_lab_number')
        if number is not None:
            records.here.emit(TASK_DONE, number, line_at(_frame(1)))
        done(self)

    def recorded_join(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return join(self)
        emit = records.here.emit
        line = line_at(_frame(1))
        emit(REQUESTED, number, line, FOREVER, 'join')
        try:
            join(self)
        finally:
            emit(WOKEN, number, line)

    queue._start_thread = _start_thread
    queue.get, simple.get = _recorded_get(queue.get, False), _recorded_get(simple.get, True)
    queue.put, simple.put = _recorded_put(queue.put, queue.full), _recorded_put(simple.put, None)
    joinable.put = _recorded_put(joinable.put, queue.full)
    joinable.task_done, joinable.join = task_done, recorded_join


def install(when_imported):
    """Patches the module when it is there."""
    when_imported('multiprocessing.queues', _patch)
