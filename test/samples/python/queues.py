import queue
import threading

N = 100
jobs = queue.Queue(maxsize=4)
stack = queue.LifoQueue()
ordered = queue.PriorityQueue()
done = []


def worker():
    while True:
        job = jobs.get()
        if job is not None:
            done.append(job)
        jobs.task_done()
        if job is None:
            return


workers = [threading.Thread(target=worker, name='worker-%d' % i) for i in range(2)]
for thread in workers:
    thread.start()
for number in range(N):
    jobs.put(number)
jobs.join()
print(len(done))
for _ in workers:
    jobs.put(None)
jobs.join()
for thread in workers:
    thread.join()
for wait in (dict(block=False), dict(timeout=0.01), dict(timeout=-1)):
    try:
        jobs.get(**wait)
    except (queue.Empty, ValueError) as error:
        print(type(error).__name__)
for number in range(4):
    jobs.put_nowait(number)
for wait in (dict(block=False), dict(timeout=0.01)):
    try:
        jobs.put(9, **wait)
    except queue.Full as error:
        print(type(error).__name__)
for value in (2, 3, 1):
    stack.put(value)
    ordered.put(value)
print([stack.get() for _ in range(3)], [ordered.get() for _ in range(3)])
try:
    stack.task_done()
    stack.task_done()
    stack.task_done()
    stack.task_done()
except ValueError as error:
    print(error)
