"""`asyncio.Task`, recorded: who made it, its steps, who asked it to end."""
import sys

from . import records
from .coroutines import RecordedCoroutine
from .places import is_foreign, line_at
from .records import CANCEL_ASKED, TASK_STARTED

_frame = sys._getframe


_OF_RUN = ('shutdown_asyncgens', 'shutdown_default_executor')  # what `asyncio.run` does for itself


def _is_recorded(coroutine):
    if not records.recording or not hasattr(coroutine, 'send') or not hasattr(coroutine, 'throw'):
        return False
    code = getattr(coroutine, 'cr_code', None)
    return code is None or code.co_name not in _OF_RUN or not is_foreign(code.co_filename)


def _given_name(frame):
    """The name that `create_task` is about to give; up to Python 3.12 it does so behind the making."""
    for _ in range(3):
        if frame is None or not is_foreign(frame.f_code.co_filename):
            return None
        if frame.f_code.co_name == 'create_task':
            name = frame.f_locals.get('name')
            if name is not None:
                return str(name)
        frame = frame.f_back
    return None


def _lane_name(task, given, coroutine):
    if given is not None:
        return given
    name = task.get_name()
    work = getattr(coroutine, '__name__', None)
    # as threads are called: Thread-1 (work)
    return '%s (%s)' % (name, work) if work and name.startswith('Task-') else name


def recorded_task(base):
    """The class in the place of `base`."""

    class Task(base):
        __doc__ = base.__doc__
        _lab_is_task = True

        def __init__(self, coro, *, loop=None, name=None, **more):
            if not _is_recorded(coro) or more.get('eager_start'):
                base.__init__(self, coro, loop=loop, name=name, **more)
                return
            number = records.new_thread()
            recorded = RecordedCoroutine(coro, number)
            base.__init__(self, recorded, loop=loop, name=name, **more)
            self._lab_number = number
            frame = _frame(1)
            here = records.here
            loop = self.get_loop()
            thread = loop.__dict__.get('_lab_thread', here.thread) if hasattr(loop, '__dict__') else here.thread
            given = name if name is not None else _given_name(frame)
            here.emit(TASK_STARTED, number, line_at(frame), thread, _lane_name(self, given, coro))

        def get_coro(self):
            coroutine = base.get_coro(self)
            return coroutine.coroutine if isinstance(coroutine, RecordedCoroutine) else coroutine

        def cancel(self, *args, **kwargs):
            number = getattr(self, '_lab_number', None)
            if number is not None and not self.done():
                records.here.emit(CANCEL_ASKED, number, line_at(_frame(1)))
            return base.cancel(self, *args, **kwargs)

    Task.__name__ = Task.__qualname__ = base.__name__
    Task.__module__ = base.__module__
    return Task


def install(tasks):
    """Patches the module `asyncio.tasks`."""
    tasks.Task = recorded_task(tasks.Task)
    make = getattr(tasks, 'create_eager_task_factory', None)
    if make is not None:  # Python 3.12
        tasks.eager_task_factory = make(tasks.Task)
