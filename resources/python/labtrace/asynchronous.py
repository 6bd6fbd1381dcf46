"""asyncio, recorded: its parts are patched when the program imports it."""
import sys

from . import asynclocks, asyncqueues, loops, records, tasks, timeouts
from .locks import declare_named
from .places import line_at
from .records import MARKED

_frame = sys._getframe


def _patch_futures(futures):
    """A result that an executor or another loop will give: the task waits for the future of that."""
    original = futures.wrap_future

    def wrap_future(future, *, loop=None):
        wrapped = original(future, loop=loop)
        number = future.__dict__.get('_lab_number') if hasattr(future, '__dict__') else None
        if number is not None and wrapped is not future:
            wrapped._lab_number = number
            wrapped._lab_name = future.__dict__.get('_lab_name')
        return wrapped

    wrap_future.__wrapped__ = original
    futures.wrap_future = wrap_future


def _patch_tasks(module):
    tasks.install(module)
    timeouts.install_before_312(module)
    original = module.run_coroutine_threadsafe

    def run_coroutine_threadsafe(coro, loop):
        future = original(coro, loop)
        if records.recording and '_lab_number' not in future.__dict__:
            future.__dict__['_lab_number'] = declare_named('future', getattr(coro, '__name__', 'coroutine'), line_at(_frame(1)))
        return future

    run_coroutine_threadsafe.__wrapped__ = original
    module.run_coroutine_threadsafe = run_coroutine_threadsafe


def _tell_untraced(_):
    records.here.emit(MARKED, 0, 0, 0, 'uvloop is here: what its loops do is not recorded, apart from the tasks that asyncio makes for them')


def install(when_imported):
    """Patches the modules when they are there."""
    when_imported('asyncio.futures', _patch_futures)
    when_imported('asyncio.base_events', loops.install)
    when_imported('asyncio.tasks', _patch_tasks)
    when_imported('asyncio.timeouts', timeouts.install)
    when_imported('asyncio.locks', asynclocks.install)
    when_imported('asyncio.queues', asyncqueues.install)
    when_imported('uvloop', _tell_untraced, installed=True)
