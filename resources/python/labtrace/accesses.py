"""The log of reads and writes of shared names.

The rewritten program does `LOG += (thread, site, time, value)` right behind each access. Extending a list is one C operation, and CPython 3.10 and later
hand over the GIL only at calls, function entries and backward jumps: access and entry cannot be torn apart, so the order of entries is the order of the
accesses. Entries go into the file of records by the thousand: every two milliseconds, and before anything else is recorded.

    32 bytes     thread i64 | site i64 | time i64 | value i64
    site 0       the value is the index of the element that the next entry is about
    site | TEXT  the value is a number of bytes; the text stands behind, filled up to 32
"""
import struct
import _thread
from array import array

from . import records
from .records import ACCESSES, CHUNK, SLOT

LOG = []
TEXT = 1 << 40
EXACT = 1 << 53  # integers up to here are numbers in every tool that reads the recording
EVERY = 2000000  # nanoseconds

_flushing = _thread.RLock()
_entry = struct.Struct('@qqqq')
_chunk = None
_used = CHUNK
_globals = {}


def short(value):
    """A value as the text of its literal, or as its class where asking it could run the program's code."""
    if type(value) in (bool, type(None), str, float, bytes, complex, int):
        text = repr(value)
        return text if len(text) <= 80 else text[:79] + '…'
    return '<%s>' % type(value).__name__


def flush():
    """Moves the log into the file. A thread waits for another one that is at it, so that its own entries come before what it records next."""
    if not records.recording:  # a forked child
        del LOG[:]
        return
    # a signal handler in the middle of a flush must not wait for itself: the next signal would find it waiting
    if _flushing._is_owned() or not _flushing.acquire(True, 0.05):
        return
    try:
        count = len(LOG)
        batch = LOG[:count]
        del LOG[:count]
        _put(_bytes_of(batch))
        _globals['_lab_due'] = records.now() + EVERY
    finally:
        _flushing.release()


def tick():
    """The time, from inside an expression; flushes when it is due."""
    time = records.now()
    if time > _globals['_lab_due']:
        flush()
    return time


def _bytes_of(batch):
    if set(map(type, batch[3::4])) <= {int}:
        try:
            return array('q', batch).tobytes()
        except OverflowError:
            pass
    out = bytearray()
    for at in range(0, len(batch), 4):
        thread, site, time, value = batch[at:at + 4]
        if type(value) is int and -EXACT < value < EXACT:
            out += _entry.pack(thread, site, time, value)
        else:
            text = short(value).encode('utf-8', 'backslashreplace')
            out += _entry.pack(thread, site | TEXT, time, len(text)) + text + bytes(-len(text) % SLOT)
    return bytes(out)


def _put(data):
    """Appends to the chunks of accesses; they are one stream of bytes, and each chunk's head says how much of it counts."""
    global _chunk, _used
    at = 0
    while at < len(data):
        if _used == CHUNK:
            _chunk = records.take_chunk(ACCESSES)
            if _chunk is None:
                _used = CHUNK
                for _ in range(at, len(data), SLOT):
                    records.count_dropped()
                return
            _used = SLOT
        size = min(len(data) - at, CHUNK - _used)
        records.store[_chunk + _used:_chunk + _used + size] = data[at:at + size]
        _used += size
        at += size
        struct.pack_into('@q', records.store, _chunk + 16, _used)


def log_list(site, values):
    """Logs the first elements of a new list as written."""
    thread, time = records.here.thread, records.now()
    for index, value in enumerate(values[:256] if type(values) is list else ()):
        LOG.extend((thread, 0, time, index, thread, site, time, value))


def place_in(values, index):
    """The index from the front that an index of a list means; anything else as it is."""
    if type(values) is not list or type(index) not in (int, bool):
        return index
    return index + len(values) if -len(values) <= index < 0 else int(index)


def start_in_child():
    """After a fork: what the parent had logged is the parent's, and its chunk too."""
    global _flushing, _chunk, _used
    del LOG[:]
    _flushing = _thread.RLock()
    _chunk, _used = None, CHUNK


def install(module_globals):
    """Gives the rewritten program what its probes name."""
    global _globals
    _globals = module_globals
    module_globals.update(_lab_log=LOG, _lab_extend=LOG.extend, _lab_now=records.now, _lab_tick=tick, _lab_flush=flush, _lab_list=log_list, _lab_due=0,
                          _lab_place=place_in, _lab_n=records.here.thread, _lab_thread=lambda: records.here.thread)
    records.pending = LOG
    records.flush_accesses = flush
