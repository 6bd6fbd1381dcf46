"""`concurrent.futures.ProcessPoolExecutor`, recorded: its work stands on the lanes of the workers, and a worker that has none waits for it at the pool's queue.

Work is told as put where it is submitted, under the name of its future, so that whatever is still on its way through the pool's own thread is known to be there.
"""
import sys

from . import names, records
from .futures import declare_future, declare_shared, key_of as key_of_future, program_frame
from .places import line_at
from .poolqueues import PoolQueue, key_of, is_known, queue_of
from .records import GOT, PUT, REQUESTED, TRY_FAILED, WOKEN, WORK_BEGAN, WORK_ENDED

_frame = sys._getframe


class _Arguments(dict):
    """The keyword arguments of work for a pool of processes: with them goes what the work is called and known by."""

    __slots__ = ('lab',)


class _Calls(PoolQueue):
    """Where the work of a worker comes from."""

    def get(self, block=True, timeout=None):
        here = records.here
        number = queue_of(key_of(self._queue))
        here.emit(REQUESTED, number, 0, -1, 'get')
        try:
            call = self._queue.get(block, timeout)
        except BaseException:
            here.emit(TRY_FAILED, number, 0)
            raise
        known = getattr(call, '_lab', None)
        if known is None:  # the word to end, or work from before the lab listened
            here.emit(WOKEN, number, 0)
        else:
            here.emit(GOT, number, 0, 0, known[1])
        return call


def _queue_of(pool):
    """The number of a pool's queue, None where it was made before the lab listened."""
    queue = getattr(pool, '_call_queue', None)
    key = None if queue is None else key_of(queue)
    return queue_of(key) if key is not None and is_known(key) else None


def _recorded_making(original):
    def __init__(self, *rest, **more):
        original(self, *rest, **more)
        if not records.recording:
            return
        key = self._call_queue._lab_pool = key_of(self._call_queue)
        frame, _ = program_frame(_frame(1))
        name = (frame and names.variable_of_new(frame)) or 'a pool'
        queue_of(key, names.plain_name(name), 0 if frame is None else line_at(frame))

    __init__.__wrapped__ = original
    return __init__


def _recorded_worker(original):
    def _process_worker(calls, *rest, **more):
        return original(_Calls(calls) if records.recording else calls, *rest, **more)

    _process_worker.__module__, _process_worker.__qualname__, _process_worker.__wrapped__ = original.__module__, original.__qualname__, original
    return _process_worker


def _recorded_refusal(original):
    """Work that cannot be sent to another process is taken out of the queue again."""
    def _on_queue_feeder_error(self, error, call):
        known = getattr(call, '_lab', None)
        if known is not None and records.recording:
            records.here.emit(GOT, queue_of(key_of(self)), 0, 0, known[1])
        original(self, error, call)

    return _on_queue_feeder_error


def _patch_process_pool(module):
    """The work is begun where the worker takes the function out of what it was sent, and ended where it sends something back: no frame of ours in between."""
    item, call, send = module._WorkItem, module._CallItem, module._sendback_result
    make_item, make_call = item.__init__, call.__init__

    def new_item(self, future, function, args, kwargs):
        make_item(self, future, function, args, kwargs)
        if records.recording:
            line = declare_future(future, function, _frame(1), declare_shared)
            self.kwargs = _Arguments(kwargs)
            known = future.__dict__
            self.kwargs.lab = (key_of_future(known['_lab_number']), known['_lab_name']) + known['_lab_work']
            queue = _queue_of(_frame(1).f_locals.get('self'))
            if queue is not None:
                known['_lab_queue'] = queue
                records.here.emit(PUT, queue, line, 0, known['_lab_name'])

    def new_call(self, work_id, function, args, kwargs):
        make_call(self, work_id, function, args, kwargs)
        if isinstance(kwargs, _Arguments):
            self.kwargs = dict(kwargs)
            self._lab = kwargs.lab

    def function(self):
        known = self.__dict__.get('_lab')
        if known is not None and records.recording:
            key, name, work, line = known
            number = declare_shared('future', name, 0, key)
            records.here.emit(WORK_BEGAN, number, line, 0, work)
            records.here.work = -2 - number
        return self.__dict__['fn']

    def set_function(self, value):
        self.__dict__['fn'] = value

    def _sendback_result(*rest, **more):
        here = records.here
        if here.work < -1 and records.recording:
            here.emit(WORK_ENDED, -2 - here.work, 0)
        here.work = -1
        send(*rest, **more)

    item.__init__, call.__init__ = new_item, new_call
    call.fn = property(function, set_function)
    module._sendback_result = _sendback_result
    module._process_worker = _recorded_worker(module._process_worker)
    module.ProcessPoolExecutor.__init__ = _recorded_making(module.ProcessPoolExecutor.__init__)
    module._SafeQueue._on_queue_feeder_error = _recorded_refusal(module._SafeQueue._on_queue_feeder_error)


def install(when_imported):
    """Patches the module when it is there."""
    when_imported('concurrent.futures.process', _patch_process_pool)
