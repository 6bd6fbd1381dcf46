"""Puts the tracer in place."""
import json
import os
import sys
import time

from . import asynchronous, barriers, blocking, calibrate, conditions, events, failures, futures, guard, imports, locks, managed, multiprocess, output
from . import pipes, places, processes, processlocks, processpools, processqueues, queues, records, semaphores, sharedvalues, simplequeues, sleep
from . import subinterpreters, threads, timers, workerpools
from .records import PROBLEM, READY


settled = {}  # facts for `ready` that installing has found out


def hide():
    """Takes our settings out of the environment: the program sees it as it would without us."""
    settings = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith('LAB_')}
    theirs = settings.get('LAB_PYTHONPATH')
    if theirs:
        os.environ['PYTHONPATH'] = theirs
    else:
        os.environ.pop('PYTHONPATH', None)
    return settings


def ready(**more):
    """Tells the lab that the program's first line is about to run."""
    gil = getattr(sys, '_is_gil_enabled', lambda: True)()
    facts = dict(pid=os.getpid(), parent=os.getppid(), implementation=sys.implementation.name, version='%d.%d.%d' % sys.version_info[:3], gil=gil,
                 perEvent=calibrate.nanoseconds(), now=records.now(), wall=time.time_ns(), **settled, **more)
    records.here.emit(READY, 0, 0, 0, json.dumps(facts))


def refuse(at, what, instead):
    """Tells the lab why the program cannot run, and ends."""
    records.here.emit(PROBLEM, 0, 0, 0, json.dumps({'at': at, 'what': what, 'try': instead}))
    os._exit(1)


def refuse_syntax(error, file):
    """`refuse` for a text that is no Python."""
    at = 'line %d, column %d' % (error.lineno or 1, error.offset or 1) if isinstance(error, SyntaxError) else file
    what = error.msg if isinstance(error, SyntaxError) else str(error)
    refuse(at, 'Python %d.%d cannot read this: %s' % (sys.version_info[0], sys.version_info[1], what), 'correct it, or choose another Python')


def install():
    """Called once, before the program's first line."""
    settings = hide()
    guard_descriptor = settings.get('LAB_GUARD')
    if guard_descriptor:
        guard.install(int(guard_descriptor))
    places.program = settings['LAB_FILE']
    first = 'LAB_RECORDS' in settings
    if first:
        records.open_store(settings['LAB_RECORDS'])
        processes.begin_first(settings, settings['LAB_RECORDS'])
    elif not processes.begin_child(settings):
        return
    if 'LAB_GIL' in settings:
        from . import gil
        settled['gilWords'] = gil.start(records)
    records.start()
    if not first:
        processes.tell_child(settings)
    failures.install(imports.when_imported)
    for part in (locks, semaphores, conditions, events, barriers, queues, simplequeues, threads, timers, sleep):
        part.install()
    output.install(settings.get('LAB_HEARD'))
    sharedvalues.wanted = settings.get('LAB_DETAIL') == 'access'
    for part in (blocking, futures, processpools, subinterpreters, asynchronous, processes, processlocks, processqueues, pipes, multiprocess, managed, sharedvalues, workerpools):
        part.install(imports.when_imported)
    if not first:
        return
    if 'LAB_SOURCE' in settings:
        from . import program
        program.settings = settings
        return
    try:
        with open(places.program, 'rb') as file:
            compile(file.read(), places.program, 'exec', dont_inherit=True)
    except (SyntaxError, ValueError, OSError) as error:
        refuse_syntax(error, places.program)
    ready()
