"""Child processes, recorded: each Python process writes into a store of its own, and tells of the processes that it starts, waits for and sees end.

A forked child opens its store before it runs a line. Any other Python child finds the tracer by its environment, which `os.environ` does not show; where a
program hands over an environment of its own, ours is added. Whatever is no Python is known by what its parent tells of it.
"""
import json
import os
import sys
import time
import _thread

from . import accesses, output, records
from .locks import FOREVER, limit_of, new_object
from .places import line_at
from .records import PROCESS_BEGAN, PROCESS_EXITED, PROCESS_FORKS, PROCESS_JOIN_BEGAN, PROCESS_JOINED, PROCESS_LEAVES, PROCESS_STARTED
from .standins import stand_in

_frame = sys._getframe
_TRACER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_HELPERS = (b'multiprocessing.resource_tracker', b'multiprocessing.semaphore_tracker')

folder = ''  # where stores are made
mine = {}  # our part of a child's environment
uid = ''  # names this process among all of the run: numbers of processes come again
_size = 0
_children = set()  # numbers of processes that were started and not seen to end


class Starting(_thread._local):
    """What is known of the child that this thread is starting."""

    name = None  # as multiprocessing calls it
    joins = 0  # waits that are told already


here = Starting()


def _new_uid():
    return '%d-%d' % (os.getpid(), time.time_ns())


def _open():
    """Makes this process's store; False where there is no room for it."""
    global uid
    uid = _new_uid()
    path = os.path.join(folder, 'process-' + uid)
    try:
        records.open_store(path, _size)
    except (OSError, ValueError):
        return False
    mine['LAB_PARENT'] = uid
    return True


def _began(**more):
    more.update(pid=os.getpid(), parent=os.getppid(), uid=uid, name=here.name or None)
    records.here.emit(PROCESS_BEGAN, 0, 0, 0, json.dumps(more))


def _same(settings):
    """What is the same in all processes of a run."""
    return {name: settings[name] for name in ('LAB_FILE', 'LAB_RUN', 'LAB_BYTECODE', 'LAB_DETAIL') if name in settings}


def begin_first(settings, store):
    """The first process: its children will find what they need."""
    global folder, uid, _size
    folder, _size, uid = os.path.dirname(store), os.path.getsize(store), 'first'
    mine.update(_same(settings), LAB_STORES=folder, LAB_SIZE=str(_size), LAB_PARENT=uid, LAB_HEARD=output.places())


def begin_child(settings):
    """A process that another one started: opens its store, and gives whether it could."""
    global folder, _size
    folder, _size = settings['LAB_STORES'], int(settings['LAB_SIZE'])
    mine.update(_same(settings), LAB_STORES=folder, LAB_SIZE=settings['LAB_SIZE'], LAB_HEARD=settings['LAB_HEARD'])
    return _open()


def tell_child(settings):
    """Tells that a child has begun, once its main thread can record."""
    here.name = settings.get('LAB_NAME')
    _began(how='spawn', above=settings.get('LAB_PARENT', ''), serves='LAB_SERVES' in settings)
    here.name = None


def _in_child():
    """After a fork, in the child."""
    global _lending
    _lending = _thread.allocate_lock()
    _lent.clear()
    above = uid
    forker = records.here.thread
    _children.clear()
    output.forget()
    accesses.start_in_child()
    if not records.recording or not _open():
        records.stop()
        return
    records.native = False  # the GIL of the first process is looked at
    records.start_in_child()
    _began(how='fork', above=above, thread=forker, objects=new_object())


def _flush():
    if records.pending:
        records.flush_accesses()


def _before_fork():
    """The last thing before a fork: whatever locks are held now stay held in the child."""
    if records.recording:
        records.here.emit(PROCESS_FORKS, 0, 0)


def started(pid, command, line):
    """Tells of a process that this thread has started."""
    _children.add(pid)
    text = json.dumps({'name': here.name, 'command': command})
    records.here.emit(PROCESS_STARTED, pid, line, 0, text)


def knows(pid):
    """Whether a process was started by this one and not seen to end."""
    return pid in _children


def exited(pid, code):
    """Tells that a child has ended; `code` as Python has it: minus the signal's number where one ended it."""
    if pid in _children:
        _children.discard(pid)
        records.here.emit(PROCESS_EXITED, pid, 0, code)


def leave():
    """This process is about to end."""
    if records.recording and uid != 'first':
        output.end()
        _flush()
        records.here.emit(PROCESS_LEAVES, 0, 0)


def _code_of(status):
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)


def waiting(pid, wait, limit=FOREVER, line=0):
    """Runs `wait`, told as waiting for the end of a process."""
    emit = records.here.emit
    emit(PROCESS_JOIN_BEGAN, pid, line, limit)
    here.joins += 1
    try:
        return wait()
    finally:
        here.joins -= 1
        emit(PROCESS_JOINED, pid, line, 0 if pid in _children else 1)


def _recorded_wait(original, pid_of, options_of):
    def wait(*rest, **more):
        if not records.recording:
            return original(*rest, **more)
        pid = pid_of(rest)
        if pid is None and len(_children) == 1:
            pid = next(iter(_children))

        def really():
            result = original(*rest, **more)
            if result[0] != 0:
                status = result[1]
                if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                    exited(result[0], _code_of(status))
            return result

        if options_of(rest) & os.WNOHANG or pid not in _children or here.joins:
            return really()
        return waiting(pid, really, FOREVER, line_at(_frame(1)))

    return stand_in(wait, original, 'os')


def environment_of(pairs):
    """A child's environment as `name=value` in bytes, with ours added."""
    theirs = next((pair[11:] for pair in pairs if pair.startswith(b'PYTHONPATH=')), b'')
    path = os.fsencode(_TRACER) + (os.fsencode(os.pathsep) + theirs if theirs else b'')
    ours = dict(mine, LAB_PYTHONPATH=os.fsdecode(theirs))
    if here.name:
        ours['LAB_NAME'] = here.name
    kept = [pair for pair in pairs if not pair.startswith((b'PYTHONPATH=', b'LAB_'))]
    return kept + [b'PYTHONPATH=' + path] + [os.fsencode('%s=%s' % pair) for pair in ours.items()]


def _current():
    return [name + b'=' + value for name, value in os.environb.items()]


def _as_mapping(pairs):
    return dict(pair.split(b'=', 1) for pair in pairs)


def _with_ours(environment):
    """A child's environment as a mapping, with ours added: names that cannot be are left for the system to refuse."""
    theirs = {os.fsencode(name): os.fsencode(value) for name, value in environment.items() if os.fsencode(name)[:4] != b'LAB_'}
    path = theirs.get(b'PYTHONPATH')
    theirs.update(_as_mapping(environment_of([] if path is None else [b'PYTHONPATH=' + path])))
    return theirs


def _words(arguments):
    return ' '.join(os.fsdecode(word) for word in arguments)


_lending = _thread.allocate_lock()
_lent = []  # names of variables that the environment of C has for now; once for everybody who starts something just then


def _with_lent(pairs, call, *rest, **more):
    """Calls with ours in the environment that C knows, where what the program put there by `os.putenv` stays: nobody can read it, to hand it on."""
    before, changed = _as_mapping(_current()), _as_mapping(pairs)
    with _lending:
        _lent.append([name for name, value in changed.items() if before.get(name) != value])
        for name in _lent[-1]:
            os.putenv(name, changed[name])
    try:
        return call(*rest, **more)
    finally:
        with _lending:
            names = _lent.pop()
            if not _lent:  # the last gives back all
                now = _as_mapping(_current())
                for name in names:
                    if name in now:
                        os.putenv(name, now[name])
                    else:
                        os.unsetenv(name)


def _recorded_fork_exec(original):
    def fork_exec(*rest):
        if not records.recording:
            return original(*rest)
        arguments, environment = list(rest[0]), rest[5]
        helper = any(name in os.fsencode(word) for word in arguments for name in _HELPERS)
        pairs = _current() if environment is None else list(environment)
        server = any('multiprocessing.forkserver' in os.fsdecode(word) for word in arguments)
        # a helper of the library's own is none of the program's processes
        changed = pairs + [b'LAB_RUN=' + os.fsencode(mine['LAB_RUN'])] if helper else environment_of(pairs)
        if server:
            changed.append(b'LAB_SERVES=1')
        if environment is None:
            pid = _with_lent(changed, original, *rest)
        else:
            pid = original(*rest[:5], changed, *rest[6:])
        if not helper and not server:
            started(pid, _words(arguments), line_at(_frame(1)))
        return pid

    fork_exec.__wrapped__ = original
    return fork_exec


def _recorded_posix_spawn(original):
    def posix_spawn(path, arguments, environment, **more):
        inherited = environment is None  # allowed from 3.13 on
        if not records.recording or not (inherited or hasattr(environment, 'items')):
            return original(path, arguments, environment, **more)
        if inherited:
            pid = _with_lent(environment_of(_current()), original, path, arguments, None, **more)
        else:
            pid = original(path, arguments, _with_ours(environment), **more)
        started(pid, _words(arguments), line_at(_frame(1)))
        return pid

    return stand_in(posix_spawn, original, 'os')


def _recorded_exec(original):
    """The process goes on as another program: what it prints and records until then is safe first."""
    def execve(path, arguments, environment=None):
        if environment is None:
            environment = os.environ
        if not records.recording or not hasattr(environment, 'items'):
            return original(path, arguments, environment)
        output.end()
        _flush()
        return original(path, arguments, _with_ours(environment))

    return stand_in(execve, original, 'os')


def _recorded_system(original):
    """The shell takes the environment that C knows, which is not the one of `os.environ`."""
    def system(command):
        if not records.recording:
            return original(command)
        return _with_lent(environment_of(_current()), original, command)

    return stand_in(system, original, 'os')


_call = compile('call()', '', 'eval')


def _as_caller(frame, call):
    """Calls as if the frame itself did: from 3.12 on Python warns who forks beside other threads, and shows main only warnings about its own lines."""
    return eval(_call.replace(co_filename=frame.f_code.co_filename, co_firstlineno=frame.f_lineno), frame.f_globals, {'call': call})


def _recorded_fork(original):
    def fork():
        frame = _frame(1)
        pid = _as_caller(frame, original)
        if pid and records.recording:
            started(pid, '', line_at(frame))
        return pid

    return stand_in(fork, original, 'os')


def _recorded_forkpty(original):
    def forkpty():
        frame = _frame(1)
        pid, descriptor = _as_caller(frame, original)
        if pid and records.recording:
            started(pid, '', line_at(frame))
        return pid, descriptor

    return stand_in(forkpty, original, 'os')


def _patch_subprocess(module):
    popen = module.Popen
    for name in ('wait', 'communicate'):
        setattr(popen, name, _recorded_popen_wait(getattr(popen, name), name))


def _recorded_popen_wait(original, name):
    def wait(self, *rest, **more):
        if not records.recording or self.pid not in _children or self.returncode is not None or here.joins:
            return original(self, *rest, **more)
        place = 0 if name == 'wait' else 1
        timeout = more.get('timeout', rest[place] if len(rest) > place else None)
        return waiting(self.pid, lambda: original(self, *rest, **more), limit_of(timeout), line_at(_frame(1)))

    wait.__wrapped__ = original
    return wait


def install(when_imported):
    """Patches what starts processes and waits for them. Windows has none of these."""
    if not hasattr(os, 'fork'):
        return
    os.register_at_fork(before=_before_fork, after_in_child=_in_child)
    os.fork = _recorded_fork(os.fork)
    os.forkpty = _recorded_forkpty(os.forkpty)
    os.execve = _recorded_exec(os.execve)
    os.execv = os.execve
    os.system = _recorded_system(os.system)
    for name in ('posix_spawn', 'posix_spawnp'):
        if hasattr(os, name):
            setattr(os, name, _recorded_posix_spawn(getattr(os, name)))
    os.waitpid = _recorded_wait(os.waitpid, lambda rest: rest[0] if rest[0] > 0 else None, lambda rest: rest[1])
    os.wait = _recorded_wait(os.wait, lambda rest: None, lambda rest: 0)
    os.wait3 = _recorded_wait(os.wait3, lambda rest: None, lambda rest: rest[0])
    os.wait4 = _recorded_wait(os.wait4, lambda rest: rest[0] if rest[0] > 0 else None, lambda rest: rest[1])
    import _posixsubprocess
    _posixsubprocess.fork_exec = _recorded_fork_exec(_posixsubprocess.fork_exec)
    when_imported('subprocess', _patch_subprocess)
    leaving = os._exit

    def _exit(status):
        leave()
        leaving(status)

    os._exit = stand_in(_exit, leaving, 'os')
    import atexit
    atexit.register(leave)
