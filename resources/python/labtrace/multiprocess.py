"""`multiprocessing.Process`, recorded in place: what a process is called, who waits for its end, and what ended it."""
import json
import sys

from . import processes, records
from .failures import record
from .locks import limit_of
from .places import line_at
from .records import PROCESS_NAMED, SHARED

_frame = sys._getframe


def _recorded_start(original):
    def start(self):
        if not records.recording:
            return original(self)
        processes.here.name = self.name
        try:
            original(self)
        finally:
            processes.here.name = None
        if not processes.knows(self.pid):  # a server has forked it
            processes.here.name = self.name
            processes.started(self.pid, '', line_at(_frame(1)))
            processes.here.name = None

    start.__wrapped__ = original
    return start


def _recorded_join(original):
    def join(self, timeout=None):
        pid = self.pid
        if not records.recording or not processes.knows(pid) or self.exitcode is not None:
            original(self, timeout)
        else:
            processes.waiting(pid, lambda: original(self, timeout), limit_of(timeout), line_at(_frame(1)))

    join.__wrapped__ = original
    return join


def _patch_forkserver(module):
    """What ended a process whose parent in the system is not this one but a server: told where it is first seen, by `join`, `exitcode` or `is_alive`."""
    popen = module.Popen
    original = popen.poll

    def poll(self, *rest, **more):
        code = original(self, *rest, **more)
        if code is not None and records.recording:
            processes.exited(self.pid, code)
        return code

    poll.__wrapped__ = original
    popen.poll = poll


def _recorded_bootstrap(original):
    def _bootstrap(self, *rest, **more):
        if records.recording:
            records.here.emit(PROCESS_NAMED, 0, 0, 0, self.name)
        return original(self, *rest, **more)

    return _bootstrap


def _recorded_run(original):
    """multiprocessing catches what nobody else caught, and prints it."""
    def run(self):
        try:
            original(self)
        except Exception:
            if records.recording:
                record(*sys.exc_info())
            raise

    run.__wrapped__ = original
    return run


def _patch_process(module):
    process = module.BaseProcess
    process.start = _recorded_start(process.start)
    process.join = _recorded_join(process.join)
    process._bootstrap = _recorded_bootstrap(process._bootstrap)
    process.run = _recorded_run(process.run)


def _patch_spawn(module):
    original = module.prepare

    def prepare(data):
        """A process of a server of forks is told who it is before anything comes to it."""
        if records.recording and 'name' in data:
            records.here.emit(PROCESS_NAMED, 0, 0, 0, data['name'])
        original(data)

    module.prepare = prepare


def _patch_util(module):
    original = module.get_temp_dir

    def get_temp_dir():
        """The folder of the library's sockets: a program that is killed leaves it behind, and the lab must not."""
        known = process_config(module).get('tempdir')
        folder = original()
        if known is None and records.recording:
            records.here.emit(SHARED, 0, 0, 0, json.dumps({'folder': folder}))
        return folder

    module.get_temp_dir = get_temp_dir


def process_config(module):
    """What multiprocessing hands down from process to process."""
    return module.process.current_process()._config


def install(when_imported):
    """Patches the modules when they are there."""
    when_imported('multiprocessing.process', _patch_process)
    when_imported('multiprocessing.util', _patch_util)
    when_imported('multiprocessing.popen_forkserver', _patch_forkserver)
    when_imported('multiprocessing.spawn', _patch_spawn)
