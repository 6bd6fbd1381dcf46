import queue
import threading

jobs = queue.Queue()
full = queue.Queue(1)
unfinished = queue.Queue()
gate = threading.Barrier(2)
never = threading.Event()


def getter():
    jobs.get()


def putter():
    full.put('one')
    full.put('two')


def joiner():
    unfinished.put(1)
    unfinished.join()


threads = [threading.Thread(target=target, name=target.__name__) for target in (getter, putter, joiner)]
threads.append(threading.Thread(target=gate.wait, name='at the gate'))
threads.append(threading.Thread(target=never.wait, name='for ever'))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
