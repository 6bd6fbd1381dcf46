"""What the program prints, one record a line.

Python's own `print` writes a text and its newline separately and keeps both in a buffer, so lines of threads tear and a killed run leaves nothing. Here each
thread's text is collected until its line is whole. Lines go into the records only, never to the descriptor behind: what arrives there by other ways (C
libraries, child processes) is heard at the other end, and nothing is heard twice.
"""
import io
import os
import sys
import threading

from . import records
from .places import line_at
from .records import LONGEST_TEXT, PRINTED_ERROR, PRINTED_OUT
from .standins import stand_in

_frame = sys._getframe
_streams = []


class Bytes(io.RawIOBase):
    """The `buffer` of a stream: takes bytes."""

    def __init__(self, stream):
        super().__init__()
        self._stream = stream

    def writable(self):
        return True

    def write(self, data):
        data = bytes(data)
        if records.recording and not self._stream.away:
            self._stream.collect(data.decode(self._stream.encoding, 'backslashreplace'))
            return len(data)
        return self._stream.original.buffer.write(data)

    def flush(self):
        self._stream.flush()

    def fileno(self):
        return self._stream.fileno()

    @property
    def raw(self):
        return self


class Lines(io.TextIOBase):
    """A text stream whose whole lines become records."""

    def __init__(self, original, kind, number, place):
        super().__init__()
        self.original = original
        self.number = number  # of its descriptor
        self.place = place  # where that leads to
        self.buffer = Bytes(self)
        self.mode = 'w'
        self.name = original.name
        self._kind = kind
        self._begun = {}  # thread number → text of its unfinished line that is not yet on record
        self._told = set()  # numbers of threads whose unfinished line is on record in part
        self._passes = not hasattr(original, 'write_through') or original.write_through  # unbuffered: nothing is kept back
        self.away = False  # the program has given its descriptor another meaning, and what is written goes there

    @property
    def encoding(self):
        return self.original.encoding

    @property
    def errors(self):
        return self.original.errors

    @property
    def line_buffering(self):
        return True

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return self.original.fileno()

    def reconfigure(self, **_):
        """Lines leave whole, whatever is asked for."""

    def flush(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if self.away or not records.recording:
            self.original.flush()
            return
        thread = records.here.thread
        begun = self._begun.pop(thread, '')
        if begun:
            self._record_part(thread, begun)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if self.away or not records.recording:
            return self.original.write(text)
        self.collect(text)
        return len(text)

    def collect(self, text):
        """Adds to the running thread's unfinished line; whole lines are recorded."""
        if not text:
            return
        thread = records.here.thread
        begun = self._begun.pop(thread, '')
        if '\n' not in text:
            if len(begun) + len(text) < LONGEST_TEXT and not self._passes:
                self._begun[thread] = begun + text
            else:
                self._record_part(thread, begun + text)
            return
        self._told.discard(thread)
        lines = (begun + text).split('\n')
        if lines[-1]:
            self._begun[thread] = lines[-1]
        source = line_at(_frame(1).f_back)  # Python itself prints from below all frames: the words of `sys.exit('words')`
        for line in lines[:-1]:
            self._record(line, source)

    def finish(self, thread):
        """Records what a thread left without a newline."""
        rest = self._begun.pop(thread, '')
        if rest or thread in self._told:
            self._told.discard(thread)
            self._record(rest, 0)

    def finish_all(self):
        """Records what all threads left without a newline."""
        for thread in {*self._begun, *self._told}:
            self.finish(thread)

    def forget(self):
        """After a fork: the unfinished lines belong to the parent."""
        self._begun.clear()
        self._told.clear()

    def _record_part(self, thread, text):
        self._told.add(thread)
        for start in range(0, len(text), LONGEST_TEXT):
            records.here.emit(self._kind, 0, 0, 1, text[start:start + LONGEST_TEXT])

    def _record(self, line, source):
        for start in range(0, len(line) or 1, LONGEST_TEXT):
            more = start + LONGEST_TEXT < len(line)
            records.here.emit(self._kind, 0, source, more, line[start:start + LONGEST_TEXT])


def end_of_thread():
    """The running thread prints no more."""
    for stream in _streams:
        stream.finish(records.here.thread)


def end():
    """The program prints no more."""
    if records.recording:
        for stream in _streams:
            stream.finish_all()


def forget():
    """In a forked child: nothing is left of what the parent had begun."""
    for stream in _streams:
        stream.forget()


def places():
    """What the streams lead to, by device and file: `1-2 1-3`."""
    found = []
    for descriptor in (1, 2):
        try:
            status = os.fstat(descriptor)
            found.append('%d-%d' % (status.st_dev, status.st_ino))
        except OSError:
            found.append('none')
    return ' '.join(found)


def _follow(name, concerns):
    """Has a function of `os` that gives a descriptor another meaning say so: what leads elsewhere is none of the lab's, and arrives there."""
    original = getattr(os, name)

    def follow(*rest, **more):
        try:
            return original(*rest, **more)
        finally:
            if concerns(*rest):
                now = places().split()
                for stream in _streams:
                    stream.away = now[stream.number - 1] != stream.place

    setattr(os, name, stand_in(follow, original, 'os'))


def install(heard=None):
    """Takes the place of `sys.stdout` and `sys.stderr`; in a child process only of those that lead to where `heard` says, for its parent may read them."""
    kinds = (('stdout', PRINTED_OUT, 1), ('stderr', PRINTED_ERROR, 2))
    for (name, kind, number), here, there in zip(kinds, places().split(), (heard or places()).split()):
        original = getattr(sys, name)
        if original is not None and here == there:
            stream = Lines(original, kind, number, here)
            _streams.append(stream)
            setattr(sys, name, stream)
    _follow('dup2', lambda _=0, second=0, *rest: second in (1, 2))
    _follow('close', lambda descriptor=0: descriptor in (1, 2))
    _follow('closerange', lambda first=0, *rest: first <= 2)
    threading_end = threading._shutdown
    leave = os._exit

    def _shutdown():
        threading_end()
        end()

    def _exit(status):
        end()
        leave(status)

    threading._shutdown = _shutdown
    os._exit = stand_in(_exit, leave, 'os')
    import atexit
    atexit.register(end)  # what exit handlers of the program print comes before: they were registered later
