"""What `imap` and `imap_unordered` give, recorded: who takes the next value waits for the future that it is of, or where any will do, at a queue of results.

The pool takes what it works on from the program's own iterator, in a thread of its own, and how long that thinks nobody knows. Until it has given the work of the
next value nothing is told of the wait: whoever waits counts as running.
"""
import sys
import time

from . import names, records
from .futures import callable_name, program_frame
from .locks import declare_named, limit_of
from .places import line_at
from .poolqueues import key_of
from .records import GOT, PUT, REQUESTED, TIMED_OUT, WAIT_BEGAN, WOKEN

_frame = sys._getframe


class _Stream:
    """What is known of one `imap`."""

    def __init__(self, name, work, line, queue):
        self.name, self.work, self.line = name, work, line
        self.queue = queue  # its number, where values come in any order
        self.open = {}  # chunk → number of a future whose result has not come
        self.waits = False  # somebody waits for the program's iterator


def _recorded_making(original, unordered):
    def __init__(self, pool, *rest, **more):
        original(self, pool, *rest, **more)
        if not records.recording:
            return
        below = _frame(1)
        frame, _ = program_frame(below)
        line = 0 if frame is None else line_at(frame)
        name = (frame and names.variable_of_new(frame)) or None
        work = callable_name(below.f_locals['func']) if 'func' in below.f_locals else 'work'
        queue = declare_named('queue', names.plain_name('results of ' + (name or work)), line) if unordered else None
        self.__dict__.update(_lab_pool=key_of(pool._inqueue), _lab_name=(name, line), _lab_stream=_Stream(name, work, line, queue))

    return __init__


def submitted(iterator, chunk, number):
    """The program's iterator has given the work of a chunk; whoever waited for that now waits for the future."""
    stream = iterator.__dict__.get('_lab_stream')
    if stream is None:
        return
    stream.open[chunk] = number
    if stream.waits:
        with iterator._cond:
            iterator._cond.notify_all()


def came(iterator, chunk):
    """The result of a chunk is about to be there."""
    stream = iterator.__dict__.get('_lab_stream')
    if stream is None:
        return
    stream.open.pop(chunk, None)
    if stream.queue is not None:
        records.here.emit(PUT, stream.queue, 0, 0, stream.work)


def _is_over(iterator):
    return bool(iterator._items) or iterator._index == iterator._length


def _wait(iterator, stream, left, line):
    """One wait for the next value, under the iterator's condition."""
    emit = records.here.emit
    if stream.queue is not None:
        number = stream.queue if stream.open else None
    else:
        number = stream.open.get(iterator._index)
    if number is None:
        stream.waits = True
        iterator._cond.wait(left)
        stream.waits = False
        return
    if stream.queue is None:
        emit(WAIT_BEGAN, number, line, limit_of(left))
    else:
        emit(REQUESTED, number, line, limit_of(left), 'get')
    woken = False
    try:
        iterator._cond.wait(left)
        woken = _is_over(iterator)
    finally:
        emit(WOKEN if woken else TIMED_OUT, number, line)


def _recorded_next(original):
    def next(self, timeout=None):  # noqa: A001
        stream = self.__dict__.get('_lab_stream')
        if stream is None or not records.recording:
            return original(self, timeout)
        frame, _ = program_frame(_frame(1))
        line = 0 if frame is None else line_at(frame)
        until = None if timeout is None else time.monotonic() + timeout
        with self._cond:
            while not _is_over(self):
                left = None if until is None else until - time.monotonic()
                if left is not None and left <= 0:
                    break
                _wait(self, stream, left, line)
            if self._items and stream.queue is not None:
                records.here.emit(GOT, stream.queue, line, 0, stream.work)
        return original(self, timeout if until is None else 0)

    return next


def patch(module):
    """Patches both kinds of iterators."""
    ordered, unordered = module.IMapIterator, module.IMapUnorderedIterator
    make = ordered.__init__
    ordered.__init__, unordered.__init__ = _recorded_making(make, False), _recorded_making(make, True)
    ordered.next = ordered.__next__ = _recorded_next(ordered.next)
