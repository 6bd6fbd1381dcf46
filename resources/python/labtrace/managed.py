"""What a manager of `multiprocessing` keeps, recorded where its proxies are used.

Locks, semaphores, conditions, events and queues are objects of their own, known in all processes, and who uses them is whoever calls the proxy. A release is told
before it is asked for and an acquisition when the answer is there, so the times in which a lock is held never overlap. Every other call (of a dictionary, a list, an
object of the program's own) is told as put into the calls of the manager, got out of them by the thread of it that serves the caller, and as a wait for the answer.
"""
import os
import sys
import threading

from . import names, records
from .futures import program_frame
from .locks import limit_of
from .pipes import shared_number
from .places import line_at
from .queues import tell_value
from .records import ACQUIRED, CLEARED, GOT, NOTIFIED, PROCESS_SERVES, PUT, RELEASED, REQUESTED, SET, TASK_DONE, TIMED_OUT, TRIED, TRY_FAILED, WAIT_BEGAN, WOKEN

_frame = sys._getframe
_MARK = '_lab_proxy'
_KINDS = {
    'Lock': 'lock', 'RLock': 'rlock', 'Semaphore': 'semaphore', 'BoundedSemaphore': 'boundedSemaphore', 'Condition': 'condition', 'Event': 'event',
    'Queue': 'queue', 'JoinableQueue': 'queue',
}
_stock = {}  # what makes an object of one of these types where nobody has put something else in its place
_made = {}  # (address, number of an object in its manager) → the mark of the proxy that is about to be made


class _Depths(threading.local):
    """How often this thread holds reentrant locks of managers, by their numbers."""

    def __init__(self):
        self.held = {}


_depths = _Depths()


def _is_told(registry, typeid):
    """Whether calls of objects of this type are told as what they do, and not as calls."""
    return typeid in _stock and registry.get(typeid, (None,))[0] is _stock[typeid]


def _capacity(kind, args, kwds):
    if kind in ('semaphore', 'boundedSemaphore'):
        value = args[0] if args else kwds.get('value', 1)
    elif kind == 'queue':
        value = args[0] if args else kwds.get('maxsize', 0)
        value = value if isinstance(value, int) and value > 0 else -1
    else:
        value = -1
    return value if isinstance(value, int) else -1


class _Call:
    """One call of a proxy that is told as what it does."""

    def __init__(self, proxy, mark, name, args, kwds, original):
        self.kind, self.key, self.name, self.made, self.capacity = mark[1:]
        self.method, self.args, self.kwds = name, args, kwds
        self._ask = lambda method, args=(), kwds={}: original(proxy, method, args, kwds)
        frame, _ = program_frame(_frame(2))
        self.line = 0 if frame is None else line_at(frame)
        self.emit = records.here.emit

    def really(self):
        return self._ask(self.method, self.args, self.kwds)

    def argument(self, place, name, default):
        return self.args[place] if len(self.args) > place else self.kwds.get(name, default)

    def number(self, kind=None, part=''):
        return shared_number(kind or self.kind, part + self.key, part + self.name, self.made, self.capacity)

    def acquire(self, number, counts):
        block, timeout = self.argument(0, 'blocking', True), self.argument(1, 'timeout', None)
        timed = timeout is not None and timeout != -1
        if self._ask('acquire', (False,)):
            self.emit(ACQUIRED if block and not timed else TRIED, number, self.line)
            done = True
        elif not block or (timed and timeout <= 0):
            self.emit(TRY_FAILED, number, self.line)
            done = False
        else:
            self.emit(REQUESTED, number, self.line, limit_of(timeout if timed else None))
            done = False
            try:
                done = self.really()
            finally:
                self.emit(ACQUIRED if done else TIMED_OUT, number, self.line)
        if done and counts:
            _depths.held[number] = _depths.held.get(number, 0) + 1
        return done

    def release(self, number, counts):
        depth = _depths.held.get(number, 0) if counts else 1
        if depth > 0:  # the manager refuses who does not hold it
            self.emit(RELEASED, number, self.line)
        if counts and depth > 0:
            _depths.held[number] = depth - 1
        return self.really()

    def of_lock(self):
        counts = self.kind == 'rlock'
        number = self.number()
        return self.acquire(number, counts) if self.method == 'acquire' else self.release(number, counts)

    def of_condition(self):
        lock = self.number('rlock', 'lock of ')
        if self.method == 'acquire':
            return self.acquire(lock, True)
        if self.method == 'release':
            return self.release(lock, True)
        number = self.number()
        depth = _depths.held.get(lock, 0)
        if depth == 0:
            return self.really()  # raises
        if self.method != 'wait':
            self.emit(NOTIFIED, number, self.line, -1)
            return self.really()
        for _ in range(depth):
            self.emit(RELEASED, lock, self.line)
        try:
            return self._wait(number)
        finally:
            for _ in range(depth):
                self.emit(ACQUIRED, lock, self.line)

    def _wait(self, number):
        """Waits at a condition or an event until it is told to go on, or its time is over."""
        self.emit(WAIT_BEGAN, number, self.line, limit_of(self.argument(0, 'timeout', None)))
        done = False
        try:
            done = self.really()
            return done
        finally:
            self.emit(WOKEN if done else TIMED_OUT, number, self.line)

    def of_event(self):
        number = self.number()
        if self.method != 'wait':
            self.emit(SET if self.method == 'set' else CLEARED, number, self.line)
            return self.really()
        if self._ask('is_set'):
            self.emit(WOKEN, number, self.line)
            return True
        return self._wait(number)

    def of_queue(self):
        number = self.number()
        if self.method == 'task_done':
            self.emit(TASK_DONE, number, self.line)
            return self.really()
        if self.method == 'join':
            self.emit(REQUESTED, number, self.line, -1, 'join')
            try:
                return self.really()
            finally:
                self.emit(WOKEN, number, self.line)
        if self.method in ('get', 'get_nowait'):
            return self.get(number)
        return self.put(number)

    def get(self, number):
        block = self.method == 'get' and self.argument(0, 'block', True)
        if block:
            self.emit(REQUESTED, number, self.line, limit_of(self.argument(1, 'timeout', None)), 'get')
        try:
            value = self.really()
        except BaseException:
            self.emit(TIMED_OUT if block else TRY_FAILED, number, self.line)
            raise
        tell_value(GOT, number, self.line, value)
        return value

    def put(self, number):
        value = self.argument(0, 'item', None)
        block = self.method == 'put' and self.argument(1, 'block', True)
        timeout = self.argument(2, 'timeout', None)
        if self.capacity < 0:
            tell_value(PUT, number, self.line, value)  # before: nobody can get it earlier
            return self.really()
        if not block or timeout is not None:
            if block:
                self.emit(REQUESTED, number, self.line, limit_of(timeout), 'put')
            try:
                result = self.really()
            except BaseException:
                self.emit(TIMED_OUT if block else TRY_FAILED, number, self.line)
                raise
            tell_value(PUT, number, self.line, value)
            return result
        is_full = self._ask('full')
        tell_value(PUT, number, self.line, value)
        if not is_full:
            return self.really()
        self.emit(REQUESTED, number, self.line, -1, 'put')
        try:
            return self.really()
        finally:
            self.emit(WOKEN, number, self.line)


_METHODS = {
    'condition': (_Call.of_condition, ('acquire', 'release', 'wait', 'notify', 'notify_all')),
    'event': (_Call.of_event, ('wait', 'set', 'clear')),
    'queue': (_Call.of_queue, ('put', 'put_nowait', 'get', 'get_nowait', 'task_done', 'join')),
}
_OF_LOCK = (_Call.of_lock, ('acquire', 'release'))


def _way(mark, method):
    """How a call is told; None: as a call."""
    if mark[1] is None:
        return None
    way, methods = _METHODS.get(mark[1], _OF_LOCK)
    return way if method in methods else None


def _calls_of(manager, address):
    return shared_number('queue', 'calls %s' % (address,), 'calls of ' + manager)


def _recorded_call(original):
    def _callmethod(self, methodname, args=(), kwds={}):
        mark = self.__dict__.get(_MARK)
        if mark is None or not records.recording:
            return original(self, methodname, args, kwds)
        way = _way(mark, methodname)
        if way is not None:
            return way(_Call(self, mark, methodname, args, kwds, original))
        frame, _ = program_frame(_frame(1))
        line = 0 if frame is None else line_at(frame)
        manager, address = mark[0]
        answer = shared_number('event', 'answer ' + address, 'answer of ' + manager)
        emit = records.here.emit
        if mark[1] is None:
            emit(PUT, _calls_of(manager, address), line, 0, methodname.strip('_'))
        emit(WAIT_BEGAN, answer, line, -1)
        try:
            return original(self, methodname, args, kwds)
        finally:
            emit(WOKEN, answer, line)

    return _callmethod


def _of_calls(manager, address):
    """The mark of a proxy whose calls are told as calls."""
    return (manager._process.name, address), None, '', '', 0, -1


def _recorded_creation(original):
    def _create(self, typeid, *args, **kwds):
        token, exposed = original(self, typeid, *args, **kwds)
        if not self.__dict__.get('_lab_own') or not records.recording:
            return token, exposed
        process = self._process
        kind = _KINDS[typeid] if _is_told(self._registry, typeid) else None
        frame, _ = program_frame(_frame(1))
        line = 0 if frame is None else line_at(frame)
        address = str(token.address)
        if kind is None or frame is None:
            mark = _of_calls(self, address)
        else:
            name = names.name_of_new(frame, kind, line)
            mark = ((process.name, address), kind, 'managed %s %s %d' % (address, token.id, records.now()), name, line, _capacity(kind, args, kwds))
            shared_number(*mark[1:])
        _made[address, token.id] = mark
        return token, exposed

    return _create


def _recorded_start(original):
    """A manager for which the program has chosen an address may be asked by anybody, also from other machines: of it nothing is told."""
    def start(self, *rest, **more):
        self.__dict__['_lab_own'] = self._address is None
        original(self, *rest, **more)

    return start


def _recorded_proxy(original):
    def __init__(self, token, *rest, **more):
        original(self, token, *rest, **more)
        address = str(token.address)
        mark = _made.pop((address, token.id), None)
        if mark is None and self._manager is not None and self._manager.__dict__.get('_lab_own') and records.recording:
            mark = _of_calls(self._manager, address)  # what a call has given: an iterator, say
        if mark is not None:
            self.__dict__[_MARK] = mark

    return __init__


def _recorded_reduction(original):
    """A proxy carries what it is known by to other processes; where nothing is recorded nobody looks at it."""
    def __reduce__(self):
        reduced = original(self)
        mark = self.__dict__.get(_MARK)
        return reduced if mark is None else reduced + ({_MARK: mark},)

    return __reduce__


class _Requests:
    """A connection as the thread of a manager sees it that serves the caller at the other end."""

    def __init__(self, server, connection):
        self._server, self._connection = server, connection
        self._calls = None
        self._is_busy = True

    def __getattr__(self, name):
        return getattr(self._connection, name)

    def _wait(self):
        if self._calls is None:
            self._calls = _calls_of(_name_here(), self._server.address)
        if self._is_busy:
            records.here.emit(REQUESTED, self._calls, 0, -1, 'get')
        self._is_busy = False

    def recv(self):
        if records.recording:
            self._wait()
        request = self._connection.recv()
        # while it does for a caller what a lock or a queue is asked for, the caller is the one who waits
        if records.recording and request[0] not in self._server.__dict__.get('_lab_told', ()):
            records.here.emit(GOT, self._calls, 0, 0, str(request[1]).strip('_'))
            self._is_busy = True
        return request


def _name_here():
    from multiprocessing import process
    return process.current_process().name


def _patch_server(server):
    serve, serve_client, create, accept = server.serve_forever, server.serve_client, server.create, server.accepter

    def serve_forever(self):
        if records.recording:
            emit = records.here.emit
            emit(PROCESS_SERVES, 0, 0)
            starter = _frame(1)
            self._lab_own = starter.f_code.co_name == '_run_server' and starter.f_locals.get('address') is None
        if records.recording and self._lab_own:
            emit(WAIT_BEGAN, shared_number('event', 'end %s' % (self.address,), 'end of ' + _name_here()), 0, -1)
        serve(self)

    def accepter(self):
        if records.recording and self._lab_own:
            records.here.emit(REQUESTED, shared_number('queue', 'callers %s' % (self.address,), 'callers of ' + _name_here()), 0, -1, 'get')
        accept(self)

    def recorded_serve(self, conn):
        return serve_client(self, _Requests(self, conn) if records.recording and self._lab_own else conn)

    def recorded_create(self, c, typeid, *args, **kwds):
        made = create(self, c, typeid, *args, **kwds)
        told = self.__dict__.setdefault('_lab_told', set())
        # a number may come again for another object
        (told.add if _is_told(self.registry, typeid) else told.discard)(made[0])
        return made

    accepter.__module__ = accept.__module__
    server.serve_forever, server.serve_client, server.create, server.accepter = serve_forever, recorded_serve, recorded_create, accepter


def _patch(module):
    _stock.update((typeid, module.SyncManager._registry[typeid][0]) for typeid in _KINDS)
    _patch_server(module.Server)
    module.BaseManager._create = _recorded_creation(module.BaseManager._create)
    module.BaseManager.start = _recorded_start(module.BaseManager.start)
    proxy = module.BaseProxy
    proxy.__init__ = _recorded_proxy(proxy.__init__)
    proxy._callmethod = _recorded_call(proxy._callmethod)
    proxy.__reduce__ = _recorded_reduction(proxy.__reduce__)


def _in_child():
    """A forked child has a connection of its own, and holds nothing by it."""
    _depths.held.clear()


def install(when_imported):
    """Patches the module when it is there."""
    if hasattr(os, 'register_at_fork'):
        os.register_at_fork(after_in_child=_in_child)
    when_imported('multiprocessing.managers', _patch)
