"""Finds the words of this process's GIL, for whoever reads them from outside (/proc/PID/mem). Standard library only.

CPython keeps, since 3.2: the switch interval (u64), the thread state of the last holder (pointer), locked (int32), the number of switches (u64), then a condition and a
mutex for waiting threads and one of each for the switch itself (Include/internal/pycore_gil.h). They lie in `_PyRuntime`; an interval that nobody else would choose, and our own
thread state behind it, mark the place.
"""
import os
import struct
import sys
import _thread

MARK = 5173  # microseconds
MOST = 1 << 20  # bytes of _PyRuntime that are looked at


def _end_of_mapping(address):
    with open('/proc/self/maps') as maps:
        for line in maps:
            first, last = (int(word, 16) for word in line.split(' ', 1)[0].split('-'))
            if first <= address < last:
                return last
    return address


def _offset_of(base, size, pattern):
    import ctypes
    return ctypes.string_at(base, size).find(pattern)


def find():
    """Where the GIL's words are, and how a thread state leads to the system's number of its thread; a reason in words when they cannot be found."""
    if not sys.platform.startswith('linux'):
        return {'why': 'it is read from the memory of the process, which only Linux allows'}
    if not getattr(sys, '_is_gil_enabled', lambda: True)():
        return {'why': 'this Python runs without a GIL'}
    try:
        import ctypes
        api = ctypes.pythonapi
        runtime = ctypes.addressof(ctypes.c_char.in_dll(api, '_PyRuntime'))
        api.PyThreadState_Get.restype = ctypes.c_void_p
        state = api.PyThreadState_Get()
    except Exception as error:
        return {'why': 'this Python does not let itself be looked into (%s)' % (error,)}
    before = sys.getswitchinterval()
    sys.setswitchinterval(MARK / 1e6)
    try:
        at = _offset_of(runtime, min(_end_of_mapping(runtime) - runtime, MOST), struct.pack('<QQi', MARK, state, 1))
    finally:
        sys.setswitchinterval(before)
    ident = _offset_of(state, 1024, struct.pack('<Q', _thread.get_ident()))
    if at < 0 or ident < 0:
        return {'why': 'its words were not found in the memory of this Python'}
    return {'address': runtime + at, 'ident': ident}


def start(records):
    """Lets every thread say by which numbers it goes, and gives what `find` finds."""
    facts = find()
    if 'why' not in facts:
        records.native = True
    return facts
