"""`time.sleep`, recorded."""
import sys
import time

from . import records
from .locks import nanoseconds
from .places import is_made_inside, line_at
from .records import SLEEP_BEGAN, SLEEP_ENDED
from .standins import stand_in

_frame = sys._getframe


def install():
    """Replaces `time.sleep`; what Python's own library sleeps is its own affair."""
    original = time.sleep

    def sleep(seconds):
        frame = _frame(1)
        if is_made_inside(frame) or not isinstance(seconds, (int, float)):
            return original(seconds)
        emit = records.here.emit
        line = line_at(frame)
        emit(SLEEP_BEGAN, 0, line, nanoseconds(seconds) if seconds > 0 else 0)
        try:
            return original(seconds)
        finally:
            emit(SLEEP_ENDED, 0, line)

    time.sleep = stand_in(sleep, original, 'time')
