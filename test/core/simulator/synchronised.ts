/** Programs with conditions, events, barriers, queues and timeouts that print the same in whatever order their threads run. */
export const synchronised: Readonly<Record<string, string>> = {
  'waiting for a condition without its lock': `import threading
cond = threading.Condition()
cond.wait()`,
  'notifying a condition without its lock': `import threading
cond = threading.Condition(threading.Lock())
cond.notify_all()`,
  'a condition over a plain lock asks only whether anybody has it': `import threading
lock = threading.Lock()
cond = threading.Condition(lock)
lock.acquire()
def work():
    cond.notify()
    print("notified", lock.locked())
t = threading.Thread(target=work)
t.start()
t.join()`,
  'a wait gives an rlock back wholly and takes it as often again': `import threading
cond = threading.Condition()
with cond:
    with cond:
        with cond:
            print(cond.wait(0.01))
cond.acquire()
cond.release()
print("free")
cond.release()`,
  'a condition is handed over under its lock': `import threading
cond = threading.Condition()
done = 0
def work(me):
    global done
    with cond:
        while done != me:
            cond.wait()
        print(me)
        done += 1
        cond.notify_all()
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
with cond:
    print(cond.wait_for(lambda: done == 3), cond.wait_for(lambda: done == 4, 0.01))`,
  'an event is set, seen, cleared': `import threading
ready = threading.Event()
print(ready.is_set(), ready.wait(0.01))
ready.set()
print(ready.is_set(), ready.wait(), ready.wait(0.01))
ready.clear()
print(ready.is_set())`,
  'whoever waits for an event goes on, even when it is cleared at once': `import threading
ready = threading.Event()
seen = threading.Event()
def work():
    seen.set()
    print(ready.wait())
t = threading.Thread(target=work)
t.start()
seen.wait()
while t.is_alive():
    ready.set()
    ready.clear()
t.join()`,
  'a barrier for one lets everybody through': `import threading
def hello():
    print("action")
gate = threading.Barrier(1, action=hello)
print(gate.wait(), gate.wait(), gate.parties, gate.n_waiting, gate.broken)`,
  'a barrier for two counts its arrivals, round after round': `import threading
gate = threading.Barrier(2)
lock = threading.Lock()
total = 0
def work():
    global total
    for _ in range(3):
        index = gate.wait()
        with lock:
            total += index
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(total, gate.n_waiting)`,
  'a barrier that was broken lets nobody through': `import threading
gate = threading.Barrier(2)
gate.abort()
print(gate.broken, gate.n_waiting)
gate.wait()`,
  'a barrier that was reset is whole': `import threading
gate = threading.Barrier(1)
gate.abort()
gate.reset()
print(gate.broken, gate.wait())`,
  'giving up breaks a barrier': `import threading
gate = threading.Barrier(2)
def work():
    gate.wait(0.01)
t = threading.Thread(target=work)
t.start()
t.join()
print(gate.broken)`,
  'an action that raises breaks the barrier': `import threading
def fail():
    print("acting", gate.n_waiting)
    raise ValueError("no")
gate = threading.Barrier(1, fail)
def work():
    gate.wait()
t = threading.Thread(target=work)
t.start()
t.join()
print(gate.broken)`,
  'a queue gives back in order': `import queue
q = queue.Queue(3)
for i in range(3):
    q.put(i * i)
print(q.qsize(), q.empty(), q.full(), q.maxsize)
print(q.get(), q.get())
q.put(7)
print(q.get(), q.get(), q.qsize(), q.empty(), q.full())
endless = queue.Queue()
for i in range(20):
    endless.put(i)
print(endless.qsize(), endless.full(), endless.get(), endless.maxsize)`,
  'a full queue says so': `import queue
q = queue.Queue(maxsize=1)
q.put("a")
q.put("b", timeout=0.01)`,
  'a full queue says so at once': `import queue
q = queue.Queue(maxsize=1)
q.put("a")
q.put_nowait("b")`,
  'an empty queue says so': `import queue
q = queue.Queue()
q.get(False)`,
  'one task too many': `import queue
q = queue.Queue()
q.put(1)
q.put(2)
q.get()
q.task_done()
q.task_done()
q.join()
print("joined")
q.task_done()`,
  'a queue between two': `import threading
import queue
q = queue.Queue(2)
def produce():
    for i in range(5):
        q.put(i)
    q.put(None)
def consume():
    total = 0
    while True:
        item = q.get()
        q.task_done()
        if item is None:
            break
        total += item
    print(total)
ts = [threading.Thread(target=f) for f in [produce, consume]]
for t in ts:
    t.start()
for t in ts:
    t.join()
q.join()
print(q.qsize())`,
  'a thread lives from its start to its end': `import threading
def work():
    pass
t = threading.Thread(target=work)
print(t.is_alive())
t.start()
t.join()
print(t.is_alive(), t.join(0.01))`,
  'chance without a choice': `import random
print(random.randint(3, 3), random.randint(-1, -1))`
}
