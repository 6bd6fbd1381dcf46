"""`multiprocessing.Pipe`, recorded: each direction is a queue that all processes know, called after the end where its values arrive.

    mine, yours = Pipe()      mine.send(1)  → 1 comes into `pipe to yours`      mine.recv()  ← out of `pipe to mine`

An end carries by which names its two queues are known, so it may go to other processes as it likes. What a value is, is told where it is sent as an object; of
bytes their number.
"""
import json
import os
import sys

from . import names, processes, records
from .locks import limit_of, new_object
from .places import is_made_inside, line_at
from .processlocks import behind_context
from .processqueues import has_room
from .queues import tell_value
from .records import GOT, PUT, REQUESTED, SHARED, TIMED_OUT, TRY_FAILED, WAIT_BEGAN, WOKEN

_frame = sys._getframe
_MANY = 3  # ends that are named where a thread waits for several
_KNOWN = '_lab_pipe'  # attribute of an end: (queue that it reads, queue that it fills), each (key, name) or None
_numbers = {}  # key of an object → its number in this process


def shared_number(kind, key, name, line=0, capacity=-1):
    """The number of an object that processes share; it is told where this process first has to do with it."""
    number = _numbers.get(key)
    if number is None:
        number = _numbers[key] = new_object()
        records.here.emit(SHARED, number, line, capacity, json.dumps({'key': key, 'words': '%s %s' % (kind, name)}))
    return number


def _queue(end, fills=False):
    """The number of the queue that an end reads or fills; None where it is none of the program's."""
    known = end.__dict__.get(_KNOWN)
    queue = None if known is None or not records.recording else known[fills]
    return None if queue is None else shared_number('queue', *queue)


def _name_ends(frame, line):
    """What the two ends are called: by the variables they go to, or as elements of what holds both."""
    try:
        first, second = names.variables_of_two(frame)
    except Exception:  # a bytecode of the future
        first = second = None
    if first and second:
        return names.plain_name(first), names.plain_name(second)
    pair = names.name_of_new(frame, 'pipe', line)
    return pair + '[0]', pair + '[1]'


def _recorded_pipe(original):
    def Pipe(duplex=True):  # noqa: N802
        ends = original(duplex)
        frame = behind_context(_frame(1))
        if records.recording and frame is not None and not is_made_inside(frame):
            line = line_at(frame)
            key = 'pipe %s %d ' % (processes.uid, new_object())
            to = [(key + str(number), 'pipe to ' + name) for number, name in enumerate(_name_ends(frame, line))]
            for end, (mine, yours) in zip(ends, (to, to[::-1])):
                end.__dict__[_KNOWN] = (mine if end.readable else None, yours if end.writable else None)
            for number, queue in enumerate(to):
                if ends[number].readable:
                    shared_number('queue', *queue, line=line)
        return ends

    Pipe.__wrapped__ = original
    return Pipe


def _has_data(end):
    try:
        return end._poll(0)
    except OSError:  # the real call says what is wrong
        return True


def _recorded_receive(original, tell):
    def receive(self, *rest, **more):
        number = _queue(self)
        if number is None or self.closed:
            return original(self, *rest, **more)
        line = line_at(_frame(1))
        emit = records.here.emit
        if not _has_data(self):
            emit(REQUESTED, number, line, -1, 'get')
        try:
            value = original(self, *rest, **more)
        except BaseException as error:
            if isinstance(error, (OSError, EOFError, KeyboardInterrupt)):
                emit(TRY_FAILED, number, line)
            else:  # it came, and could not be made into an object
                emit(GOT, number, line, 0, '…')
            raise
        tell(number, line, value)
        return value

    receive.__wrapped__ = original
    return receive


def _tell_object(number, line, value):
    tell_value(GOT, number, line, value)


def _size_of(size):
    return '%d bytes' % size


def _tell_bytes(number, line, value):
    records.here.emit(GOT, number, line, 0, _size_of(len(value)))


def _tell_size(number, line, size):
    records.here.emit(GOT, number, line, 0, _size_of(size))


def _recorded_send(original):
    """The bottom of `send` and `send_bytes`: what can be refused has been. A value is told before it can be received."""
    def _send_bytes(self, data):
        number = _queue(self, True)
        if number is None:
            return original(self, data)
        frame = _frame(1)
        line = line_at(frame)
        emit = records.here.emit
        if frame.f_code.co_name == 'send' and 'obj' in frame.f_locals:
            tell_value(PUT, number, line, frame.f_locals['obj'])
        else:
            emit(PUT, number, line, 0, _size_of(len(data)))
        if has_room(self._handle, len(data)):
            return original(self, data)
        emit(REQUESTED, number, line, -1, 'put')
        try:
            return original(self, data)
        finally:
            emit(WOKEN, number, line)

    _send_bytes.__wrapped__ = original
    return _send_bytes


def _recorded_poll(original):
    def poll(self, timeout=0.0):
        number = _queue(self)
        if number is None or self.closed:
            return original(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        if timeout is not None and timeout <= 0:
            found = original(self, timeout)
            if not found:
                emit(TRY_FAILED, number, line)
            return found
        if _has_data(self):
            return original(self, timeout)
        emit(REQUESTED, number, line, limit_of(timeout), 'get')
        found = False
        try:
            found = original(self, timeout)
            return found
        finally:
            emit(WOKEN if found else TIMED_OUT, number, line)

    poll.__wrapped__ = original
    return poll


def _recorded_wait(original):
    """Waiting at several ends. Where something else is among them, nobody here knows who could end it."""
    def wait(object_list, timeout=None):
        frame = _frame(1)
        if not records.recording or is_made_inside(frame):
            return original(object_list, timeout)
        ends = list(object_list)
        known = [end.__dict__.get(_KNOWN) if hasattr(end, '__dict__') else None for end in ends]
        if not ends or any(one is None or one[0] is None for one in known) or any(end.closed for end in ends) or any(map(_has_data, ends)):
            return original(ends, timeout)
        called = sorted(one[0][1] for one in known)
        words = 'any of ' + ', '.join(called[:_MANY]) + (' and %d more' % (len(called) - _MANY) if len(called) > _MANY else '')
        line = line_at(frame)
        number = shared_number('event', 'wait %s %s' % (processes.uid, ' '.join(sorted(one[0][0] for one in known))), words, line)
        emit = records.here.emit
        emit(WAIT_BEGAN, number, line, limit_of(timeout))
        ready = []
        try:
            ready = original(ends, timeout)
            return ready
        finally:
            emit(WOKEN if ready else TIMED_OUT, number, line)

    wait.__wrapped__ = original
    return wait


def _patch(module):
    """Ends keep their marks where they go to other processes: an unrecorded one takes no notice of them."""
    base, end = module._ConnectionBase, module.Connection
    base.recv = _recorded_receive(base.recv, _tell_object)
    base.recv_bytes = _recorded_receive(base.recv_bytes, _tell_bytes)
    base.recv_bytes_into = _recorded_receive(base.recv_bytes_into, _tell_size)
    base.poll = _recorded_poll(base.poll)
    end._send_bytes = _recorded_send(end._send_bytes)
    module.Pipe = _recorded_pipe(module.Pipe)
    module.wait = _recorded_wait(module.wait)
    reduce_plain = module.reduce_connection

    def reduce_connection(connection):
        reduced = reduce_plain(connection)
        known = connection.__dict__.get(_KNOWN)
        return reduced if known is None else reduced + ({_KNOWN: known},)

    module.reduction.register(end, reduce_connection)


def install(when_imported):
    """Patches the module when it is there. Windows has pipes of its own, which are not told."""
    if os.name == 'posix':
        when_imported('multiprocessing.connection', _patch)
