"""`multiprocessing.Pool`, of processes and of threads, recorded: its work stands on the lanes of the workers.

Each call of `apply` and each chunk of a `map` is a future, known in all processes by the pool, the number of the job and that of the chunk. Work is told as put
where it is submitted, so that whatever is still on its way through the pool's own threads is known to be there.
"""
import sys

from . import names, records, resultstreams
from .futures import callable_name, declare_shared, first_line, program_frame, several
from .locks import declare_named, limit_of
from .places import line_at
from .poolqueues import PoolQueue, is_known, key_of, queue_of
from .records import GOT, PUT, REQUESTED, SET, TIMED_OUT, TRY_FAILED, WAIT_BEGAN, WOKEN, WORK_BEGAN, WORK_ENDED

_frame = sys._getframe
_futures = {}  # (key of a pool, job, chunk) → number of a future that is not set
_wrappers = ('mapstar', 'starmapstar')


def _future_key(key, job, chunk):
    return 'pool %s %d %d' % (key, job, chunk)


def _work_of(function, args):
    """The program's function, which a chunk of a `map` carries with it."""
    if getattr(function, '__name__', '') in _wrappers and args:
        return args[0][0]
    return function


def _submit(result, pool, function, frame, count, many):
    """Tells of the futures of a job, before a worker can see them; gives their names."""
    key = key_of(pool._inqueue)
    if not is_known(key):  # made before the lab listened
        return []
    work = callable_name(function)
    frame, _ = program_frame(frame)
    line = 0 if frame is None else line_at(frame)
    called = []
    for chunk in range(count):
        name = names.plain_name(work) if frame is None else names.name_of_new(frame, work, line, many)
        _futures[key, result._job, chunk] = declare_shared('future', name, line, _future_key(key, result._job, chunk))
        records.here.emit(PUT, queue_of(key), line, 0, work)
        called.append(name)
    result.__dict__['_lab_pool'] = key
    return called


def _patch_results(module):
    apply, many, iterator = module.ApplyResult, module.MapResult, module.IMapIterator
    make_one, make_many, wait = apply.__init__, many.__init__, apply.wait

    def new_one(self, pool, *rest, **more):
        make_one(self, pool, *rest, **more)
        frame = _frame(1)
        if records.recording and not isinstance(self, many) and 'func' in frame.f_locals:
            _submit(self, pool, frame.f_locals['func'], frame, 1, False)

    def new_many(self, pool, *rest, **more):
        make_many(self, pool, *rest, **more)
        frame = _frame(1)
        if records.recording and 'func' in frame.f_locals:
            called = _submit(self, pool, frame.f_locals['func'], frame, self._number_left, True)
            if called:
                self._event.__dict__['_lab_number'] = declare_named('event', names.plain_name(several(called, 'all')), line_at(frame))

    def recorded_wait(self, timeout=None):
        key = self.__dict__.get('_lab_pool')
        number = None if key is None or isinstance(self, many) else _futures.get((key, self._job, 0))
        if number is None or self.ready():
            return wait(self, timeout)
        line = line_at(_frame(1))
        emit = records.here.emit
        emit(WAIT_BEGAN, number, line, limit_of(timeout))
        try:
            return wait(self, timeout)
        finally:
            emit(WOKEN if self.ready() else TIMED_OUT, number, line)

    def settled(original):
        def _set(self, chunk, result):
            number = _futures.pop((self.__dict__.get('_lab_pool'), self._job, chunk), None)
            if number is not None and records.recording:
                records.here.emit(SET, number, 0)
                resultstreams.came(self, chunk)
            original(self, chunk, result)

        return _set

    apply.__init__, many.__init__, apply.wait = new_one, new_many, recorded_wait
    apply._set, many._set, iterator._set = settled(apply._set), settled(many._set), settled(iterator._set)
    if '_set' in module.IMapUnorderedIterator.__dict__:
        module.IMapUnorderedIterator._set = settled(module.IMapUnorderedIterator._set)
    resultstreams.patch(module)


def _patch_generation(pool):
    """What an `imap` works on is known when the pool's own thread has taken it from the program's iterator."""
    original = pool._guarded_task_generation

    def _guarded_task_generation(self, job, function, iterable):
        for task in original(self, job, function, iterable):
            result = self._cache.get(job)
            known = result.__dict__.get('_lab_name') if result is not None else None
            key = key_of(self._inqueue)
            if known is not None and records.recording and is_known(key):
                name, line = known
                work = callable_name(_work_of(task[2], task[3]))
                name = names.plain_name((name or work).replace('[]', '') + '[]')
                number = declare_shared('future', name, line, _future_key(key, job, task[1]))
                _futures[key, job, task[1]] = number
                records.here.emit(PUT, queue_of(key), line, 0, work)
                resultstreams.submitted(result, task[1], number)
            yield task

    pool._guarded_task_generation = _guarded_task_generation


def _recorded_setup(original):
    def _setup_queues(self):
        original(self)
        if records.recording:
            key = key_of(self._inqueue)
            if hasattr(self._inqueue, '__dict__'):
                self._inqueue._lab_pool = key
            frame, _ = program_frame(_frame(1))
            name = (frame and names.variable_of_new(frame)) or 'a pool'
            queue_of(key, names.plain_name(name), 0 if frame is None else line_at(frame))

    return _setup_queues


class _Source(PoolQueue):
    """Where work comes from: it has begun when it comes."""

    def get(self):
        here = records.here
        key = key_of(self._queue)
        number = queue_of(key)
        here.emit(REQUESTED, number, 0, -1, 'get')
        try:
            task = self._queue.get()
        except BaseException:
            here.emit(TRY_FAILED, number, 0)
            raise
        if task is None:  # the word to end
            here.emit(WOKEN, number, 0)
            return task
        job, chunk, function, args, _ = task
        function = _work_of(function, args)
        work = callable_name(function)
        here.emit(GOT, number, 0, 0, work)
        future = _futures.get((key, job, chunk))
        if future is None or hasattr(self._queue, '_reader'):
            future = declare_shared('future', work, 0, _future_key(key, job, chunk))
        here.emit(WORK_BEGAN, future, first_line(function), 0, work)
        here.work = -2 - future
        return task


class _Sink(PoolQueue):
    """Where results go: the work is over when one does."""

    def put(self, result):
        here = records.here
        if here.work < -1:
            here.emit(WORK_ENDED, -2 - here.work, 0)
        here.work = -1
        self._queue.put(result)


def _recorded_worker(original):
    def worker(inqueue, outqueue, *rest, **more):
        if not records.recording:
            return original(inqueue, outqueue, *rest, **more)
        return original(_Source(inqueue), _Sink(outqueue), *rest, **more)

    worker.__module__, worker.__qualname__, worker.__wrapped__ = original.__module__, original.__qualname__, original
    return worker


def _patch(module):
    _patch_results(module)
    _patch_generation(module.Pool)
    module.Pool._setup_queues = _recorded_setup(module.Pool._setup_queues)
    module.ThreadPool._setup_queues = _recorded_setup(module.ThreadPool._setup_queues)
    module.worker = _recorded_worker(module.worker)


def install(when_imported):
    """Patches the module when it is there."""
    when_imported('multiprocessing.pool', _patch)
