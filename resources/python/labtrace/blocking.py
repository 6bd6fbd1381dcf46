"""Calls that wait for data from outside, recorded when there is none yet: of sockets, selectors and pipes.

Before such a call somebody asks whether it would come back at once; one that would is not recorded, and costs a look. Where nobody can say, it is. Sockets that never
wait are left alone, and so are event loops, whose sleep `loops` tells.
"""
import os
import select as _select
import sys

from . import records
from .places import is_made_inside, line_at
from .records import IO_BEGAN, IO_ENDED
from .standins import stand_in

_frame = sys._getframe
_poll = getattr(_select, 'poll', None)
_in = getattr(_select, 'POLLIN', 0)
_out = getattr(_select, 'POLLOUT', 0)
_LARGE = 65536  # bytes: as much may not fit into what the system keeps for a socket


def _is_ready(descriptor, event):
    """Whether a call would come back at once, if only with an error; False where nobody can say."""
    if _poll is None:
        return False
    try:
        look = _poll()
        look.register(descriptor, event)
        return bool(look.poll(0))
    except (OSError, ValueError, TypeError):
        return True


def _waits(original, is_ready):
    """Records calls of this method or function while they wait; `is_ready` looks at its arguments."""
    def call(*args, **named):
        if is_ready(*args):
            return original(*args, **named)
        emit = records.here.emit
        line = line_at(_frame(1))
        emit(IO_BEGAN, 0, line)
        try:
            return original(*args, **named)
        finally:
            emit(IO_ENDED, 0, line)

    for name in ('__name__', '__qualname__', '__doc__', '__module__'):
        try:
            setattr(call, name, getattr(original, name))
        except (AttributeError, TypeError):
            pass
    call.__wrapped__ = original
    return call


def _can_read(socket, *_):
    return socket.gettimeout() == 0.0 or _is_ready(socket.fileno(), _in)


def _can_write(socket, *data):
    if socket.gettimeout() == 0.0:
        return True
    try:
        if data and len(data[0]) >= _LARGE:
            return False
    except TypeError:
        pass
    return _is_ready(socket.fileno(), _out)


def _never_waits(socket, *_):
    return socket.gettimeout() == 0.0


def _never(*_):
    return False


def _patch_socket(socket):
    kind = socket.socket
    for names, is_ready in (
        (('accept', 'recv', 'recv_into', 'recvfrom', 'recvfrom_into', 'recvmsg', 'recvmsg_into'), _can_read),
        (('send', 'sendall', 'sendto', 'sendmsg'), _can_write),
        (('connect',), _never_waits),
    ):
        for name in names:
            original = getattr(kind, name, None)
            if original is not None:
                setattr(kind, name, _waits(original, is_ready))
    socket.getaddrinfo = _waits(socket.getaddrinfo, _never)


def _patch_ssl(ssl):
    def has_read(socket, *_):
        try:
            if socket.pending() > 0:
                return True
        except (AttributeError, OSError, ValueError):
            return True
        return _can_read(socket)

    kind = ssl.SSLSocket
    kind.read = _waits(kind.read, has_read)
    kind.write = _waits(kind.write, _can_write)
    kind.do_handshake = _waits(kind.do_handshake, _never_waits)


def _recorded_select(original):
    """A selector's `select`: nothing is ready, and it may wait."""
    def select(self, timeout=None):
        # a loop of asyncio tells of its own selector
        if (timeout is not None and timeout <= 0) or 'select' in getattr(self, '__dict__', ()):
            return original(self, timeout)
        ready = original(self, 0)
        if ready:
            return ready
        emit = records.here.emit
        line = line_at(_frame(1))
        emit(IO_BEGAN, 0, line)
        try:
            return original(self, timeout)
        finally:
            emit(IO_ENDED, 0, line)

    select.__wrapped__ = original
    return select


def _patch_selectors(selectors):
    for name in ('SelectSelector', 'PollSelector', 'EpollSelector', 'DevpollSelector', 'KqueueSelector'):
        kind = getattr(selectors, name, None)
        # poll and its like share one method, which stands in their base
        if kind is not None and not hasattr(kind.select, '__wrapped__'):
            kind.select = _recorded_select(kind.select)


def _of_program(original, event):
    """`os.read` or `os.write` as the program itself calls it."""
    def is_ready(descriptor, *_):
        return is_made_inside(_frame(2)) or _is_ready(descriptor, event)

    return stand_in(_waits(original, is_ready), original, 'os')


def _recorded_module_select(original):
    """`select.select` as the program itself calls it."""
    def select(reading, writing, exceptional, timeout=None):
        frame = _frame(1)
        asked = (reading, writing, exceptional)
        if is_made_inside(frame) or (timeout is not None and timeout <= 0):
            return original(*asked, timeout)
        # whoever gives an iterator can be asked only once
        if all(isinstance(each, (list, tuple, set, frozenset)) for each in asked):
            ready = original(*asked, 0)
            if any(ready):
                return ready
        emit = records.here.emit
        line = line_at(frame)
        emit(IO_BEGAN, 0, line)
        try:
            return original(*asked, timeout)
        finally:
            emit(IO_ENDED, 0, line)

    return stand_in(select, original, 'select')


def install(when_imported):
    """Patches the modules that wait, as they are imported."""
    os.read = _of_program(os.read, _in)
    os.write = _of_program(os.write, _out)
    if hasattr(_select, 'select'):
        _select.select = _recorded_module_select(_select.select)
    when_imported('socket', _patch_socket)
    when_imported('ssl', _patch_ssl)
    when_imported('selectors', _patch_selectors)
