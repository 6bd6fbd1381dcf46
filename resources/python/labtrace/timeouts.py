"""The time limits of asyncio: what a task waits for inside of one, it does not wait for for ever."""
import sys

from . import records


def install(timeouts):
    """Patches the module `asyncio.timeouts` (Python 3.11)."""
    timeout = timeouts.Timeout
    enter, leave, change = timeout.__aenter__, timeout.__aexit__, timeout.reschedule

    def tell(self, when):
        task = records.here.task
        if task is not None and when is not None:
            task.limit = when if task.limit is None else min(task.limit, when)

    async def __aenter__(self):
        task = records.here.task
        self._lab_outer = None if task is None else task.limit
        result = await enter(self)
        tell(self, self.when())
        return result

    async def __aexit__(self, *error):
        task = records.here.task
        if task is not None:
            task.limit = self._lab_outer
        return await leave(self, *error)

    def reschedule(self, when):
        change(self, when)
        task = records.here.task
        if task is not None and '_lab_outer' in self.__dict__:
            task.limit = self._lab_outer
            tell(self, when)

    for recorded, original in ((__aenter__, enter), (__aexit__, leave), (reschedule, change)):
        recorded.__wrapped__ = original
    timeout.__aenter__, timeout.__aexit__, timeout.reschedule = __aenter__, __aexit__, reschedule


def install_before_312(tasks):
    """Up to Python 3.11 `wait_for` makes a task of what it is to wait for, and ends that when the time is over."""
    if sys.version_info >= (3, 12):
        return
    original = tasks.wait_for

    async def wait_for(fut, timeout, **more):
        loop = tasks.events.get_running_loop()
        outer = records.here.task
        if timeout is not None and outer is not None and tasks.coroutines.iscoroutine(fut) and not more:
            fut = tasks.ensure_future(fut)
            recorded = tasks.Task.__mro__[1].get_coro(fut) if isinstance(fut, tasks.Task) else None
            if recorded is not None and hasattr(recorded, 'limit'):
                recorded.limit = loop.time() + timeout
        return await original(fut, timeout, **more)

    wait_for.__wrapped__ = original
    tasks.wait_for = wait_for
