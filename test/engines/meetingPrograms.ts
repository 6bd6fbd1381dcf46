/**
 * Small programs whose threads meet at conditions, events, barriers and queues, or wait for a time only. Each `time.sleep(0)` is a place where a test may let a
 * thread sleep a little: it changes no order that can be, only which of them comes.
 */
export const meetingPrograms: Readonly<Record<string, string>> = {
  'a buffer of one place under a condition': `
import threading
import time
cond = threading.Condition()
items = 0
taken = 0
def produce():
    global items
    for _ in range(2):
        time.sleep(0)
        with cond:
            while items == 1:
                cond.wait()
            items += 1
            cond.notify()
def consume():
    global items, taken
    for _ in range(2):
        time.sleep(0)
        with cond:
            while items == 0:
                cond.wait()
            items -= 1
            taken += 1
            cond.notify()
p = threading.Thread(target=produce)
c = threading.Thread(target=consume)
p.start()
c.start()
p.join()
c.join()
print(items, taken)
`,
  'a wake-up that may be lost': `
import threading
import time
cond = threading.Condition()
def sleeper():
    time.sleep(0)
    with cond:
        cond.wait()
        print("woken")
def waker():
    time.sleep(0)
    with cond:
        cond.notify()
a = threading.Thread(target=sleeper, name="sleeper")
b = threading.Thread(target=waker, name="waker")
a.start()
b.start()
a.join()
b.join()
print("done")
`,
  'an if where a while belongs': `
import threading
import time
cond = threading.Condition()
items = 0
def take():
    global items
    time.sleep(0)
    with cond:
        if items == 0:
            cond.wait()
        items -= 1
def give():
    global items
    time.sleep(0)
    with cond:
        items += 1
        cond.notify_all()
    time.sleep(0)
    with cond:
        cond.notify_all()
takers = [threading.Thread(target=take) for _ in range(2)]
giver = threading.Thread(target=give)
for t in takers:
    t.start()
giver.start()
for t in takers:
    t.join()
giver.join()
print(items)
`,
  'a wait that may be given up': `
import threading
import time
cond = threading.Condition()
ready = False
def sleeper():
    with cond:
        answer = cond.wait(timeout=0.002)
        print(answer, ready)
def waker():
    global ready
    time.sleep(0)
    with cond:
        ready = True
        cond.notify()
a = threading.Thread(target=sleeper)
b = threading.Thread(target=waker)
a.start()
b.start()
a.join()
b.join()
`,
  'an event that is set and cleared': `
import threading
import time
go = threading.Event()
log = 0
def runner():
    global log
    time.sleep(0)
    go.wait()
    log += 1
def starter():
    time.sleep(0)
    go.set()
    time.sleep(0)
    go.clear()
r = threading.Thread(target=runner, name="runner")
s = threading.Thread(target=starter, name="starter")
r.start()
s.start()
s.join()
r.join()
print(log, go.is_set())
`,
  'a barrier with an action, twice round': `
import threading
import time
rounds = 0
def turn():
    global rounds
    rounds += 1
barrier = threading.Barrier(2, action=turn)
def work(me):
    for i in range(2):
        time.sleep(0)
        if barrier.wait() == 0:
            print("first", i)
workers = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for w in workers:
    w.start()
for w in workers:
    w.join()
print(rounds, barrier.n_waiting)
`,
  'a barrier that somebody may give up': `
import threading
import time
barrier = threading.Barrier(2)
def work(patience):
    time.sleep(0)
    try:
        barrier.wait(timeout=patience)
        print("through")
    except threading.BrokenBarrierError:
        print("broken")
a = threading.Thread(target=work, args=(1,))
b = threading.Thread(target=work, args=(0,))
a.start()
b.start()
a.join()
b.join()
print(barrier.broken)
`,
  'two producers, one queue of one place': `
import queue
import threading
import time
box = queue.Queue(1)
def produce(value):
    time.sleep(0)
    box.put(value)
def consume():
    for _ in range(2):
        time.sleep(0)
        print(box.get())
        box.task_done()
a = threading.Thread(target=produce, args=(1,))
b = threading.Thread(target=produce, args=("two",))
c = threading.Thread(target=consume)
a.start()
b.start()
c.start()
a.join()
b.join()
box.join()
print(box.qsize())
c.join()
`,
  'a queue that somebody may find full': `
import queue
import threading
import time
box = queue.Queue(1)
def produce(value):
    time.sleep(0)
    try:
        box.put(value, timeout=0.002)
    except queue.Full:
        print("full")
def consume():
    time.sleep(0)
    try:
        print(box.get_nowait())
    except queue.Empty:
        print("empty")
ts = [threading.Thread(target=produce, args=(i,)) for i in range(2)]
c = threading.Thread(target=consume)
for t in ts:
    t.start()
c.start()
for t in ts:
    t.join()
c.join()
print(box.qsize())
`,
  'values that nobody reports done': `
import queue
import threading
import time
box = queue.Queue()
def work():
    time.sleep(0)
    box.get()
t = threading.Thread(target=work, name="worker")
t.start()
box.put(1)
box.join()
print("done")
`,
  'two who wait for each other’s value': `
import queue
import threading
import time
left = queue.Queue()
right = queue.Queue()
def work(mine, other):
    time.sleep(0)
    got = mine.get()
    other.put(got + 1)
a = threading.Thread(target=work, args=(left, right), name="a")
b = threading.Thread(target=work, args=(right, left), name="b")
a.start()
b.start()
a.join()
b.join()
print("done")
`,
  'a lock that is waited for a little while': `
import threading
import time
lock = threading.Lock()
def work(name):
    time.sleep(0)
    if lock.acquire(timeout=0.001):
        time.sleep(0)
        lock.release()
        print(name, "had it")
    else:
        print(name, "gave up")
a = threading.Thread(target=work, args=("a",))
b = threading.Thread(target=work, args=("b",))
a.start()
b.start()
a.join()
b.join()
print(lock.locked())
`,
  'a join that may be given up': `
import threading
import time
done = False
def work():
    global done
    time.sleep(0)
    done = True
t = threading.Thread(target=work)
t.start()
t.join(timeout=0.002)
alive = t.is_alive()
if alive:
    print("still at it")
else:
    print("over", done)
t.join()
`,
  'chance decides who waits': `
import random
import threading
import time
go = threading.Event()
total = 0
def work():
    global total
    time.sleep(0)
    if random.randint(0, 1) == 0:
        go.wait()
    else:
        go.set()
    total += random.choice([1, 10])
a = threading.Thread(target=work, name="a")
b = threading.Thread(target=work, name="b")
a.start()
b.start()
a.join()
b.join()
print("done")
`
}
