"""Event loops, recorded: which thread runs one, and when it idles because none of its tasks can go on."""
from . import records
from .records import BUSY, IDLE

FOR_EVER = 0
OTHERS = 1


def _watch(selector):
    """Tells when the loop sleeps at its selector: for ever when it has no timer and nobody but another thread could wake it."""
    original = selector.select

    def select(timeout=None):
        if timeout is not None and timeout <= 0:
            return original(timeout)
        try:
            watched = len(selector.get_map())
        except (AttributeError, TypeError):  # a proactor
            watched = 2
        emit = records.here.emit
        emit(IDLE, 0, 0, FOR_EVER if timeout is None and watched <= 1 else OTHERS)
        try:
            return original(timeout)
        finally:
            emit(BUSY, 0, 0)

    select.__wrapped__ = original
    selector.select = select


def _recorded_run(original):
    def run_forever(self):
        if records.recording:
            self.__dict__['_lab_thread'] = records.here.thread
            selector = getattr(self, '_selector', None)
            if selector is not None and getattr(selector.select, '__self__', None) is selector:
                try:
                    _watch(selector)
                except AttributeError:  # one that takes no new attributes
                    pass
        return original(self)

    run_forever.__wrapped__ = original
    return run_forever


def install(base_events):
    """Patches the module `asyncio.base_events`."""
    loop = base_events.BaseEventLoop
    loop.run_forever = _recorded_run(loop.run_forever)
