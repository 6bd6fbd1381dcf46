"""Numbers for instances of Python's own classes: those that the program makes are recorded, those that the library makes for itself are not."""
import sys

from . import records
from .locks import declare
from .places import is_made_inside

_frame = sys._getframe


def maker(self, frame):
    """The frame that makes an instance, seen from the caller of its `__init__`: a subclass has one of its own."""
    while frame.f_code.co_name == '__init__' and frame.f_locals.get('self') is self:
        frame = frame.f_back
    return frame


def is_recorded(frame):
    """Whether what this frame makes is recorded."""
    return records.recording and not is_made_inside(frame)


def remember(recorded, describe):
    """Gives a number to every instance that the program makes; `describe` gives kind and capacity of one, -1 for no capacity."""
    original = recorded.__init__

    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        frame = maker(self, _frame(1))
        if is_recorded(frame):
            kind, capacity = describe(self)
            self.__dict__['_lab_number'] = declare(kind, frame, capacity)

    __init__.__wrapped__ = original
    recorded.__init__ = __init__
