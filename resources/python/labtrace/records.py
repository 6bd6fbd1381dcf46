"""The file of records.

    chunk 0      head: MAGIC u64, dropped records u64, 1 when the disk was full u64, the rest scratch
    chunk n      slot 0: chunk head, then slots of 32 bytes

    slot         thread u32 | object u32 | line u32 | kind u16 | bytes of text u16 | argument i64 | time i64, nanoseconds

A slot counts once its time is not 0: the time is written last. The text of a record stands in the slots behind it. A chunk has one writer at a time, so
writers never wait for each other, and a slot is taken by one C call, so signal handlers and destructors may record in the middle of a record. The kernel
owns the pages: whatever is written survives the death of the program, however it dies.
"""
import itertools
import mmap
import os
import struct
import time
import _thread

MAGIC = 0x3130454341525442  # 'BTRACE01'
CHUNK = 65536
SLOT = 32
SCRATCH = 1024  # where records go that find no room
EVENTS = 1
ACCESSES = 2
CHUNK_HEAD = 0xC0DE
LONGEST_TEXT = 8000  # characters: at most 32,000 bytes, half a chunk

(READY, PROBLEM, THREAD_STARTED, THREAD_ENDED, DECLARED, REQUESTED, ACQUIRED, RELEASED, TRY_FAILED, TIMED_OUT, JOIN_BEGAN, JOINED, PRINTED_OUT,
 PRINTED_ERROR, RAISED, SLEEP_BEGAN, SLEEP_ENDED, SITES, WAIT_BEGAN, WOKEN, NOTIFIED, PUT, GOT, TASK_DONE, SET, CLEARED, ARRIVED,
 BROKEN, WORK_BEGAN, WORK_ENDED, MARKED, TRIED, IO_BEGAN, IO_ENDED, VALUE_READ, VALUE_WRITTEN) = range(1, 37)
(PROCESS_BEGAN, PROCESS_STARTED, PROCESS_NAMED, PROCESS_EXITED, PROCESS_JOIN_BEGAN, PROCESS_JOINED, PROCESS_LEAVES, PROCESS_SERVES, SHARED,
 PROCESS_FORKS) = range(40, 50)
# what a thread records belongs to the task that it has resumed last, until that is suspended or ends
TASK_STARTED, RESUMED, SUSPENDED, TASK_ENDED, CANCELLED, CANCEL_ASKED, IDLE, BUSY, TASK_RAISED, WORDS = range(50, 60)
NATIVE = 39

now = time.perf_counter_ns
_record = struct.Struct('@IIIHHqq')
assert _record.size == SLOT
pack = _record.pack_into

store = None
recording = False
_chunks = itertools.count(1)
_spare = []  # what ended threads left of their chunks
_new_thread = itertools.count(0).__next__
pending = ()  # the log of accesses, where there is one: they come before whatever their thread does next
flush_accesses = None


def open_store(path, size=0):
    """Maps the file that the lab made, or makes one of this size: that is the limit of the recording. A new file may lose its name at once."""
    global store, recording
    file = os.open(path, os.O_RDWR | (size and os.O_CREAT | os.O_EXCL) | getattr(os, 'O_BINARY', 0), 0o600)
    try:
        if size:
            os.ftruncate(file, size)
        store = mmap.mmap(file, 0)
    finally:
        os.close(file)
    if not _has_room(0):
        raise OSError(28, 'No space left on device', path)
    struct.pack_into('@Q', store, 0, MAGIC)
    recording = True


def _has_room(offset):
    """Whether the disk has room for a chunk, which is made now: on a full one the next record would end the program by SIGBUS."""
    try:
        store.madvise(23, offset, CHUNK)  # MADV_POPULATE_WRITE, Linux 5.14; keeps the GIL
    except OSError as error:
        return error.errno != 14  # an older kernel does not know the word, and cannot say
    except AttributeError:  # Windows keeps room for the whole file
        pass
    return True


def take_chunk(kind):
    """The offset of a fresh chunk, or None when the file is full."""
    offset = next(_chunks) * CHUNK
    if offset + CHUNK > len(store):
        return None
    if not _has_room(offset):
        struct.pack_into('@Q', store, 16, 1)
        return None
    pack(store, offset, 0, kind, 0, CHUNK_HEAD, 0, 0, now())
    return offset


def count_dropped(records=1):
    """Counts records that found no room; gives the scratch slot."""
    struct.pack_into('@Q', store, 8, struct.unpack_from('@Q', store, 8)[0] + records)
    return SCRATCH


def fresh_slots():
    """An iterator over free slots; when the file is full, over the scratch slot without end."""
    if _spare:
        try:
            return _spare.pop()
        except IndexError:
            pass
    offset = take_chunk(EVENTS)
    return map(count_dropped, itertools.repeat(1)) if offset is None else iter(range(offset + SLOT, offset + CHUNK, SLOT))


def nothing(kind, object_number, line, argument=0, text=None):
    """Stands in for `emit` in a process that could not open a store: it must not write into its parent's."""


def emitter(thread, slots=None):
    """The function that records for one thread, and the one that hands back its chunk at its end."""
    slots = slots or fresh_slots()
    take = slots.__next__

    def emit(kind, object_number, line, argument=0, text=None):
        nonlocal slots, take
        if pending:
            try:
                flush_accesses()
            except RecursionError:  # they stay where they are until there is room on the stack
                pass
        if text is not None:
            return emit_text(kind, object_number, line, argument, text)
        try:
            slot = take()
        except StopIteration:
            slots = fresh_slots()
            take = slots.__next__
            slot = take()
        pack(store, slot, thread, object_number, line, kind, 0, argument, now())

    def emit_text(kind, object_number, line, argument, text):
        nonlocal slots, take
        data = text[:LONGEST_TEXT].encode('utf-8', 'backslashreplace')
        count = 1 + (len(data) + SLOT - 1) // SLOT
        taken = list(itertools.islice(slots, count))
        if len(taken) < count:  # the end of the chunk stays empty, and says so
            for slot in taken:
                pack(store, slot, thread, 0, 0, 0, 0, 0, now())
            slots = fresh_slots()
            take = slots.__next__
            taken = list(itertools.islice(slots, count))
        if taken[0] == SCRATCH:  # one record is missing, not its slots
            count_dropped(1 - count)
        at = taken[0] + SLOT
        store[at:at + len(data)] = data
        pack(store, taken[0], thread, object_number, line, kind, len(data), argument, now())

    return emit, lambda: _spare.append(slots)


class _Begun:
    """An attribute of `Here` that is made when a thread first asks for it. No `__init__`: a destructor could run in the middle of that and find half of it."""

    def __init__(self, name):
        self._name = name

    def __get__(self, here, _):
        _begin(here)
        return here.__dict__[self._name]


class Here(_thread._local):
    """What belongs to the running thread: its number and its way to record."""

    thread = _Begun('thread')
    emit = _Begun('emit')
    leave = _Begun('leave')
    work = -1  # the future whose work this worker is at
    task = None  # the coroutine of the task that the running loop is at


def _begin(here):
    ident = _thread.get_ident()
    number = _numbers.get(ident)
    unknown = number is None
    if unknown:  # nobody saw it start
        made = new_thread()
        number = _numbers.setdefault(ident, made)
        unknown = number == made
    emit, leave = emitter(number) if recording else (nothing, lambda: None)
    if 'emit' in here.__dict__:  # a destructor in between has begun it
        leave()
        return
    here.__dict__.update(thread=number, emit=emit, leave=leave)
    _numbers.pop(ident, None)
    if native and recording:
        emit(NATIVE, number, _thread.get_native_id(), ident)
    if unknown and recording:
        emit(THREAD_STARTED, number, 0, 1, 'thread %d' % number)


native = False  # whether threads say by which ident the interpreter knows them
_numbers = {}  # ident of a starting thread → its number
new_thread = _new_thread


def announce(ident, number):
    """Says which number the thread with this ident, the running one, goes by."""
    _numbers[ident] = number
    if native and here is not None:
        here.thread  # it begins at once, so that it can be told from others before its first record


here = None
main = 0  # the number of the main thread


def start():
    """Makes the running thread, main, number 0."""
    global here
    announce(_thread.get_ident(), new_thread())
    here = Here()


def start_in_child():
    """After a fork: the only thread that lives on is main now, keeps its number, and records into the store that has been opened since."""
    global here, main, _chunks
    main = here.thread
    _chunks = itertools.count(1)
    del _spare[:]
    _numbers.clear()
    announce(_thread.get_ident(), main)
    here = Here()


def stop():
    """This process goes on unrecorded."""
    global recording, pending
    recording = False
    pending = ()
    here.emit = nothing
    here.leave = lambda: None
