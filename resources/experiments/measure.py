"""Measures one way of doing the work and prints it as one line of JSON."""
import json
import os
import sys
import time


def processor_seconds():
    """Processor time of this process and of its children that have ended."""
    times = os.times()
    return sum(times[:4])


def measured(act):
    """Does it; prints how long it took and how much processor time was spent. What `act` gives is printed beside it."""
    wall, cpu = time.perf_counter(), processor_seconds()
    more = act() or {}
    wall, spent = time.perf_counter() - wall, processor_seconds()
    report(wall=wall, cpu=spent - cpu, spent=spent, **more)


def report(**facts):
    print(json.dumps(facts))


def skip(why):
    """This machine cannot do it."""
    print(json.dumps({'skip': why}))
    sys.exit(0)


def in_threads(count, act, items):
    """Gives the items to so many threads, in turn."""
    import threading
    threads = [threading.Thread(target=lambda part: [act(item) for item in part], args=(items[place::count],)) for place in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_processes(count, act, items):
    """Gives the items to so many processes, in turn; starting and ending them is part of what is measured."""
    import multiprocessing
    processes = [multiprocessing.Process(target=all_of, args=(act, items[place::count])) for place in range(count)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def all_of(act, part):
    for item in part:
        act(item)


def one_by_one(_, act, items):
    all_of(act, items)


ways = {'serial': one_by_one, 'threads': in_threads, 'processes': in_processes}
