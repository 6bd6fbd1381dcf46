"""`threading.Timer`: the event on which its thread waits is the program's to see, so that the time that is left, and who cancels it, can be told."""
import sys
import threading

from . import names
from .instances import is_recorded, maker
from .locks import declare_named
from .places import line_at

_frame = sys._getframe


def _recorded_init(original):
    def __init__(self, interval, function, args=None, kwargs=None):
        original(self, interval, function, args, kwargs)
        frame = maker(self, _frame(1))
        if is_recorded(frame):
            line = line_at(frame)
            name = names.name_of_new(frame, 'timer', line)
            self.finished.__dict__['_lab_number'] = declare_named('event', '%s.finished' % name, line)

    __init__.__wrapped__ = original
    return __init__


def install():
    """Patches the class."""
    threading.Timer.__init__ = _recorded_init(threading.Timer.__init__)
