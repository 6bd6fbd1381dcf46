"""The coroutine of a task, recorded step by step: resumed, suspended and for what, ended and how.

A task is a lane of its own. Its records are made by the thread of its loop, and belong to the task because that thread has resumed it.
"""
import collections.abc

from . import places, records
from .awaits import Awaited
from .locks import nanoseconds
from .records import CANCELLED, JOIN_BEGAN, JOINED, RESUMED, SLEEP_BEGAN, SLEEP_ENDED, SUSPENDED, TASK_ENDED, TASK_RAISED, TIMED_OUT, WAIT_BEGAN, WOKEN, WORDS

_MOST_WORDS = 1000
_words = {}  # what tasks were suspended for → its number in the recording


def tell_suspended(emit, number, line, words):
    """Records that a task gives its loop back. Words that come often are recorded once."""
    known = _words.get(words)
    if known is None:
        if len(_words) >= _MOST_WORDS:
            return emit(SUSPENDED, number, line, -1, words)
        known = _words[words] = len(_words)
        emit(WORDS, known, 0, 0, words)
    emit(SUSPENDED, number, line, known)


class RecordedCoroutine:
    """Stands between a task and its coroutine."""

    __slots__ = ('coroutine', 'number', 'limit', 'asked', 'told', '_line', '_after', '__weakref__')

    def __init__(self, coroutine, number):
        self.coroutine = coroutine
        self.number = number
        self.limit = None  # the loop's time at which a `timeout` around it ends
        self.asked = None  # what it will have to wait for if it is suspended now: kind, object, line, purpose
        self.told = False  # whether it had to
        self._line = 0
        self._after = None  # what ends the wait that it began when it was suspended

    def send(self, value):
        return self._step(self.coroutine.send, value)

    def throw(self, *error):
        return self._step(self.coroutine.throw, *error)

    def close(self):
        return self.coroutine.close()

    def __await__(self):
        return self

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def __getattr__(self, name):
        return getattr(self.coroutine, name)

    def __repr__(self):
        return repr(self.coroutine)

    def _step(self, go, *value):
        here = records.here
        emit = here.emit
        outer = here.task
        emit(RESUMED, self.number, self._line)
        if self._after is not None:
            self._wake(emit, value)
        here.task = self
        try:
            future = go(*value)
        except StopIteration:
            emit(TASK_ENDED, self.number, 0)
            raise
        except BaseException as error:
            self._end(emit, error)
            raise
        else:
            self._suspend(emit, future)
            return future
        finally:
            here.task = outer

    def _end(self, emit, error):
        if type(error).__name__ == 'CancelledError':
            emit(CANCELLED, self.number, 0)
        else:
            try:
                message = str(error)
            except Exception:
                message = ''
            emit(TASK_RAISED, self.number, places.line_of(error.__traceback__), 0, '%s: %s' % (type(error).__name__, message))
        emit(TASK_ENDED, self.number, 0)

    def _suspend(self, emit, future):
        awaited = Awaited(self.coroutine, future)
        line = self._line = awaited.line
        if self.asked is not None:
            kind, number, asked_at, purpose, name = self.asked
            self.asked = None
            self.told = True
            emit(kind, number, asked_at, self._left(), purpose)
            words = name
        else:
            words = awaited.words
            if awaited.seconds is not None:
                emit(SLEEP_BEGAN, 0, line, nanoseconds(awaited.seconds) if 0 < awaited.seconds < 1 << 32 else 0)
                self._after = SLEEP_ENDED, SLEEP_ENDED, 0, None
            elif awaited.task is not None:
                emit(JOIN_BEGAN, awaited.task, line, self._left())
                self._after = JOINED, JOINED, awaited.task, future
            elif awaited.object is not None:
                emit(WAIT_BEGAN, awaited.object, line, self._left())
                self._after = WOKEN, TIMED_OUT, awaited.object, None
        tell_suspended(emit, self.number, line, words)

    def _left(self):
        """The time limit of a wait that begins now, nanoseconds."""
        if self.limit is None:
            return -1
        from asyncio import events
        return nanoseconds(max(self.limit - events.get_running_loop().time(), 0))

    def _wake(self, emit, value):
        done, given_up, number, future = self._after
        self._after = None
        thrown = value[0] is not None
        # a join that was given up says so by its 0
        emit(given_up if thrown else done, number, self._line, 1 if future is None or future.done() else 0)


collections.abc.Coroutine.register(RecordedCoroutine)
