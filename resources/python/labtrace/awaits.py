"""What a suspended coroutine awaits, read from the coroutines that it stands on.

    main (the program)  →  wait_for (the library)  →  Lock.acquire  →  a future

The line is that of the innermost coroutine of the program, the words are those of the first of the library below it.
"""
import types

from . import names, places
from .locks import declare_named
from .places import is_made_inside, is_own



# of each kind of awaitable that Python itself runs: where its frame is, and what it awaits in turn; others may answer any question
_FIELDS = {
    types.CoroutineType: ('cr_frame', 'cr_await'),
    types.GeneratorType: ('gi_frame', 'gi_yieldfrom'),
    types.AsyncGeneratorType: ('ag_frame', 'ag_await'),
}


def _qualified(awaitable):
    return getattr(awaitable, '__qualname__', None) or type(awaitable).__name__


class Awaited:
    """What a task is suspended for: `words` always, and where it is known a number of `seconds`, another `task` or an `object`, by its number."""

    __slots__ = ('line', 'words', 'seconds', 'task', 'object')

    def __init__(self, coroutine, future):
        self.line = 0
        self.seconds = self.task = self.object = None
        outermost = None  # of the library, below the program
        library = None
        while True:
            fields = _FIELDS.get(type(coroutine))
            if fields is None:
                break
            frame = getattr(coroutine, fields[0])
            if frame is not None:
                filename = frame.f_code.co_filename
                if filename == places.program:
                    self.line = frame.f_lineno
                    outermost = None
                elif is_made_inside(frame) and not is_own(filename):
                    outermost = outermost or (coroutine, frame)
                    library = coroutine, frame
            coroutine = getattr(coroutine, fields[1])
        self._tell(outermost, library, future)

    def _tell(self, outermost, library, future):
        if future is None:  # a bare yield, as of sleep(0): it could go on at once
            self.words = ''
            return
        if library is not None and library[1].f_code.co_name == 'sleep':
            self.seconds = library[1].f_locals.get('delay', 0)
            self.words = 'sleep(%g)' % self.seconds
            return
        number = getattr(future, '_lab_number', None)
        name = self._name(outermost, future)
        if number is None:
            number = self._declared(name, future)
            name = future._lab_name if number is not None else name
        self.words = name
        if getattr(future, '_lab_is_task', False):
            self.task = number
        else:
            self.object = number

    def _name(self, outermost, future):
        if getattr(future, '_lab_is_task', False) and outermost is None:
            return 'task %s' % future.get_name()
        children = getattr(future, '_children', None)
        if children is not None:
            return 'gather of %d' % len(children)
        if outermost is None:
            return getattr(future, '_lab_name', None) or 'future'
        coroutine, frame = outermost
        name = _qualified(coroutine).replace('.__aexit__', '').replace('._aexit', '')
        if name == 'wait_for':
            return 'wait_for(%g)' % (frame.f_locals.get('timeout') or 0)
        if name == 'TaskGroup':
            return 'TaskGroup of %d' % len(getattr(frame.f_locals.get('self'), '_tasks', ()))
        if name in ('wait', '_wait'):
            return 'wait for %d' % len(frame.f_locals.get('fs') or ())
        return name

    def _declared(self, name, future):
        """What ends by the program's own doing becomes an object at which the task waits; what the system ends has words alone."""
        if not (name == 'future' or name.startswith(('gather of', 'TaskGroup of', 'wait for'))):
            return None
        try:
            number = declare_named('future', names.plain_name(name), self.line)
            future._lab_number = number
            future._lab_name = name
        except AttributeError:
            return None
        return number
