"""Exceptions that nobody caught, recorded before Python reports them."""
import sys

from . import records
from .places import is_own, line_of
from .records import RAISED


def record(kind, value, traceback):
    """Records an exception that nobody caught."""
    try:
        message = str(value)
    except Exception:
        message = ''
    records.here.emit(RAISED, 0, line_of(traceback), 0, '%s: %s' % (kind.__name__, message))


def watch(thread):
    """Records what ends this thread, whatever hook the program has put in place for reporting it."""
    report = getattr(thread, '_invoke_excepthook', None)
    if report is None:
        return

    def invoke_excepthook(thread):
        kind, value, traceback = sys.exc_info()
        if kind is not None and not issubclass(kind, SystemExit):
            record(kind, value, traceback)
            _hide_tracer(traceback)
            _hide_in_chain(value)
        report(thread)

    thread._invoke_excepthook = invoke_excepthook


def without_tracer(traceback):
    """The traceback as it would be without us: the frames that ran the rewritten program are cut off."""
    while traceback is not None and is_own(traceback.tb_frame.f_code.co_filename):
        if traceback.tb_next is None:
            return traceback
        traceback = traceback.tb_next
    _hide_tracer(traceback)
    return traceback


def _hide_tracer(traceback):
    """Takes the frames of our own calls, such as a recorded release, out of a traceback."""
    while traceback is not None:
        below = traceback.tb_next
        while below is not None and is_own(below.tb_frame.f_code.co_filename):
            below = below.tb_next
        traceback.tb_next = below
        traceback = below


def _hide_in_chain(value):
    """The same for what an exception came from."""
    seen = set()
    while value is not None and id(value) not in seen:
        seen.add(id(value))
        _hide_tracer(value.__traceback__)
        value = value.__cause__ or value.__context__


def _patch_traceback(module):
    """What the program prints of tracebacks and stacks by itself shows none of our frames either."""
    def without_own(name, original):
        def walk(start):
            if start is None:  # it counts frames from here
                return original(start)
            return (found for found in original(start) if not is_own(found[0].f_code.co_filename))

        walk.__name__, walk.__qualname__, walk.__doc__, walk.__wrapped__ = name, name, original.__doc__, original
        return walk

    for name in ('walk_tb', '_walk_tb_with_full_positions', 'walk_stack'):
        if hasattr(module, name):
            setattr(module, name, without_own(name, getattr(module, name)))


def install(when_imported):
    """Records what ends main."""
    when_imported('traceback', _patch_traceback)
    report = sys.excepthook

    def excepthook(kind, value, traceback):
        record(kind, value, traceback)
        traceback = without_tracer(traceback)
        _hide_in_chain(value)
        report(kind, value.with_traceback(traceback) if value is not None else value, traceback)

    sys.excepthook = excepthook
