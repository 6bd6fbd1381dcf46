"""What `multiprocessing.Value` and `Array` hold, recorded where accesses are: one variable in all processes, `total`, and one for each element, `cells[0]`.

An access and its record are made while the lock of the value is held, so they stand in the order of the accesses. What goes past that lock (values made with
`lock=False`, `get_obj()`, fields of structures) is not told.
"""
import sys

from . import names, processes, records
from .locks import new_object
from .pipes import shared_number
from .places import is_made_inside, line_at
from .processlocks import behind_context
from .queues import tell_value
from .records import VALUE_READ, VALUE_WRITTEN

_frame = sys._getframe
_MARK = '_lab_value'
_MOST = 256  # elements of a slice that are told, as of a list

wanted = False  # whether accesses are recorded


def _maker(frame):
    """The frame of the program that makes a value by `Value` or `Array`, seen from `synchronized`; None where it comes from elsewhere."""
    frame = frame.f_back
    if frame is None or frame.f_code.co_name not in ('Value', 'Array') or not frame.f_code.co_filename.endswith('sharedctypes.py'):
        return None
    frame = behind_context(frame.f_back)
    return None if frame is None or is_made_inside(frame) else frame


def _number(self, index=None):
    key, name, line = self.__dict__[_MARK]
    return shared_number('variable', key, name, line) if index is None else shared_number('variable', '%s %d' % (key, index), '%s[%d]' % (name, index), line)


def _is_told(self):
    return _MARK in self.__dict__ and records.recording


def _told_property(name, plain):
    def get(self):
        if not _is_told(self):
            return plain.fget(self)
        self.acquire()
        try:
            value = getattr(self._obj, name)
            tell_value(VALUE_READ, _number(self), line_at(_frame(1)), value)
            return value
        finally:
            self.release()

    def change(self, value):
        if not _is_told(self):
            return plain.fset(self, value)
        self.acquire()
        try:
            setattr(self._obj, name, value)
            tell_value(VALUE_WRITTEN, _number(self), line_at(_frame(1)), getattr(self._obj, name))
        finally:
            self.release()

    return property(get, change)


def _tell_elements(self, kind, where, line):
    places = range(*where.indices(len(self._obj)))[:_MOST] if isinstance(where, slice) else (range(len(self._obj))[where],)
    for place in places:
        tell_value(kind, _number(self, place), line, self._obj[place])


def _patch_arrays(array):
    get, change = array.__getitem__, array.__setitem__

    def __getitem__(self, i):
        if not _is_told(self):
            return get(self, i)
        with self:
            found = self._obj[i]
            _tell_elements(self, VALUE_READ, i, line_at(_frame(1)))
            return found

    def __setitem__(self, i, value):
        if not _is_told(self):
            return change(self, i, value)
        with self:
            self._obj[i] = value
            _tell_elements(self, VALUE_WRITTEN, i, line_at(_frame(1)))

    array.__getitem__, array.__setitem__ = __getitem__, __setitem__


def _patch(module):
    base, value, text = module.SynchronizedBase, module.Synchronized, module.SynchronizedString
    make, reduce_plain = base.__init__, base.__reduce__

    def __init__(self, obj, lock=None, ctx=None):
        make(self, obj, lock, ctx)
        frame = _maker(_frame(1)) if records.recording else None
        if frame is None:
            return
        line = line_at(frame)
        name = getattr(self._lock, '_lab_part_of', None) or names.name_of_new(frame, 'value', line)
        self.__dict__[_MARK] = ('value %s %d' % (processes.uid, new_object()), name, line)
        if isinstance(obj, module.ctypes._SimpleCData):
            tell_value(VALUE_WRITTEN, _number(self), line, obj.value)

    def __reduce__(self):
        reduced = reduce_plain(self)
        return reduced + ({_MARK: self.__dict__[_MARK]},) if _MARK in self.__dict__ else reduced

    base.__init__, base.__reduce__ = __init__, __reduce__
    value.value = _told_property('value', value.value)
    text.value, text.raw = _told_property('value', text.value), _told_property('raw', text.raw)
    _patch_arrays(module.SynchronizedArray)


def install(when_imported):
    """Patches the module when it is there."""
    if wanted:
        when_imported('multiprocessing.sharedctypes', _patch)
