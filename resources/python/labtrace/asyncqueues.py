"""`asyncio.Queue`, recorded in place, and with it `LifoQueue` and `PriorityQueue`."""
import sys

from . import records
from .asynclocks import recorded_act, recorded_wait
from .instances import remember
from .places import is_made_inside, line_at
from .queues import tell_value
from .records import GOT, PUT, REQUESTED, TASK_DONE, TRY_FAILED, WOKEN

_frame = sys._getframe


def _recorded_put(original):
    def put_nowait(self, item):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self, item)
        frame = _frame(1)
        line = line_at(frame)
        if self.full() and not is_made_inside(frame):
            records.here.emit(TRY_FAILED, number, line)
        result = original(self, item)
        tell_value(PUT, number, line, item)
        return result

    put_nowait.__wrapped__ = original
    return put_nowait


def _recorded_get(original):
    def get_nowait(self):
        number = self.__dict__.get('_lab_number')
        if number is None:
            return original(self)
        frame = _frame(1)
        line = line_at(frame)
        if self.empty() and not is_made_inside(frame):
            records.here.emit(TRY_FAILED, number, line)
        item = original(self)
        tell_value(GOT, number, line, item)
        return item

    get_nowait.__wrapped__ = original
    return get_nowait


def install(queues):
    """Patches the module `asyncio.queues`."""
    queue = queues.Queue
    remember(queue, lambda self: ('queue', self._maxsize if self._maxsize > 0 else -1))
    queue.put = recorded_wait(queue.put, REQUESTED, None, 'Queue.put', 'put')
    queue.get = recorded_wait(queue.get, REQUESTED, None, 'Queue.get', 'get')
    queue.join = recorded_wait(queue.join, REQUESTED, WOKEN, 'Queue.join', 'join')
    queue.put_nowait = _recorded_put(queue.put_nowait)
    queue.get_nowait = _recorded_get(queue.get_nowait)
    queue.task_done = recorded_act(queue.task_done, TASK_DONE, lambda self: self._unfinished_tasks > 0)
