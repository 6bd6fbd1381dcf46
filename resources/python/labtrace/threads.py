"""Starts, ends and joins of threads, recorded."""
import sys
import threading
import _thread

from . import failures, output, records
from .locks import FOREVER, nanoseconds
from .places import line_at
from .records import JOIN_BEGAN, JOINED, THREAD_ENDED, THREAD_STARTED
from .standins import stand_in

_frame = sys._getframe


def _number_of(thread):
    return records.main if thread is threading.main_thread() else thread.__dict__.get('_lab_number')


def _name_of(thread, target):
    """The name as Python 3.10 and later give it: `Thread-1 (work)`; earlier ones say `Thread-1`."""
    name = thread.name
    if sys.version_info < (3, 10) and name.startswith('Thread-') and name[7:].isdigit():
        named = getattr(target, '__name__', None)
        return '%s (%s)' % (name, named) if named else name
    return name


def _recorded_init(original):
    def __init__(self, *args, **kwargs):
        original(self, *args, **kwargs)
        # a thread that Python meets without having started it runs already, under the number it has
        dummy = isinstance(self, threading._DummyThread)
        self.__dict__['_lab_number'] = records.here.thread if dummy else records.new_thread()
        failures.watch(self)

    __init__.__wrapped__ = original
    return __init__


def _recorded_start(original):
    def start(self):
        if not self._started.is_set() and '_lab_number' in self.__dict__:
            name = _name_of(self, getattr(self, '_target', None))
            target = getattr(self, '_target', None)
            # threads of multiprocessing's own only serve, but for workers of pools: an idle one is nobody who could still do something
            own = (getattr(target, '__module__', None) or '').startswith('multiprocessing.')
            serves = 2 if own and target.__name__ != 'worker' else 0
            records.here.emit(THREAD_STARTED, self._lab_number, line_at(_frame(1)), self.daemon + serves, name)
        try:
            return original(self)
        except RuntimeError:  # the system has no thread to give
            if not self._started.is_set():
                records.here.emit(THREAD_ENDED, self._lab_number, 0, 1)
            raise

    start.__wrapped__ = original
    return start


def _recorded_life(original):
    def _bootstrap_inner(self):
        records.announce(_thread.get_ident(), self.__dict__.get('_lab_number'))
        here = records.here
        try:
            original(self)
        finally:
            output.end_of_thread()
            here.emit(THREAD_ENDED, 0, 0)
            here.leave()

    return _bootstrap_inner


def _recorded_join(original):
    def join(self, timeout=None):
        number = _number_of(self)
        if number is None or self is threading.current_thread() or not self._started.is_set():
            return original(self, timeout)  # an error, and Python says so
        line = line_at(_frame(1))
        emit = records.here.emit
        if self.is_alive():
            emit(JOIN_BEGAN, number, line, FOREVER if timeout is None else nanoseconds(max(timeout, 0)))
        try:
            return original(self, timeout)
        finally:
            # 0: it gave up, and the thread lives on
            emit(JOINED, number, line, 0 if self.is_alive() else 1)

    join.__wrapped__ = original
    return join


def _recorded_raw_start(original):
    """For those who start threads below `threading`: they are seen too, or a lock that such a thread will release looked lost."""
    def start_new_thread(function, args, kwargs=None):
        if not records.recording or not callable(function):
            return original(function, args) if kwargs is None else original(function, args, kwargs)
        number = records.new_thread()
        records.here.emit(THREAD_STARTED, number, line_at(_frame(1)), 1, '%s (%s)' % ('thread', getattr(function, '__name__', '?')))

        def run(*args, **kwargs):
            records.announce(_thread.get_ident(), number)
            here = records.here
            try:
                function(*args, **kwargs)
            finally:
                output.end_of_thread()
                here.emit(THREAD_ENDED, 0, 0)
                here.leave()

        return original(run, args) if kwargs is None else original(run, args, kwargs)

    return start_new_thread


def _others_live():
    me = threading.current_thread()
    return any(thread is not me and not thread.daemon and thread.is_alive() for thread in threading.enumerate())


def _recorded_shutdown(original):
    """Main has ended where Python says so: before it waits for the others, who may be waiting for its end. It comes back for what is to run at exit."""
    ended = []

    def end():
        if threading.current_thread() is threading.main_thread() and _others_live():
            ended.append(True)
            output.end_of_thread()
            records.here.emit(THREAD_ENDED, 0, 0)

    def _shutdown():
        if not hasattr(threading, '_register_atexit'):
            end()
        try:
            original()
        finally:
            if ended:
                ended.clear()
                _main_begins()

    if hasattr(threading, '_register_atexit'):
        threading._register_atexit(end)  # the first registered runs last: executors have told their workers to end by then
    return _shutdown


def _main_begins():
    records.here.emit(THREAD_STARTED, records.main, 0, 0, threading.main_thread().name)


def install():
    """Patches `threading.Thread`, and main's end."""
    thread = threading.Thread
    thread.__init__ = _recorded_init(thread.__init__)
    thread.start = _recorded_start(thread.start)
    thread.join = _recorded_join(thread.join)
    thread._bootstrap_inner = _recorded_life(thread._bootstrap_inner)
    threading._shutdown = _recorded_shutdown(threading._shutdown)
    _thread.start_new_thread = stand_in(_recorded_raw_start(_thread.start_new_thread), _thread.start_new_thread, '_thread')
    _main_begins()
