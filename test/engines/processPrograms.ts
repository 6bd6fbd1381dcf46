/** Small programs that together use every word of `multiprocessing` that the lab knows. Lines are printed by one process, or in an order that is free. */
export const processPrograms: Readonly<Record<string, string>> = {
  'a name is a copy in each process': `
from multiprocessing import Process
n = 1
def work(by):
    global n
    n += by
    print("child", n)
ps = [Process(target=work, args=(by,)) for by in [10, 20]]
n = 2
for p in ps:
    p.start()
n = 3
for p in ps:
    p.join()
print("main", n)
`,
  'lists are copies with all that they hold, and arguments are the same copies': `
from multiprocessing import Process
a = [[0, 0], [0]]
def work(row, word):
    row[1] = 7
    print(a[0][1], a[1][0], word)
p = Process(target=work, args=(a[0], "same"))
p.start()
p.join()
print(a[0][1])
`,
  'values lose updates': `
from multiprocessing import Process, Value
v = Value("i", 0)
def work():
    v.value += 1
    v.value += 1
ps = [Process(target=work) for _ in range(2)]
for p in ps:
    p.start()
for p in ps:
    p.join()
print(v.value)
`,
  'values wait for who holds their lock': `
from multiprocessing import Process, Value
v = Value("i", 0)
def work():
    with v.get_lock():
        v.value = 1
        print("within", v.value)
        v.value = 2
if __name__ == "__main__":
    p = Process(target=work)
    p.start()
    print(v.value)
    v.value += 5
    p.join()
    print(v.value)
`,
  'values with their lock lose none': `
import multiprocessing
v = multiprocessing.Value("i", 5)
def work(by):
    for i in range(2):
        with v.get_lock():
            v.value += by
ps = [multiprocessing.Process(target=work, args=(by,)) for by in [1, 10]]
for p in ps:
    p.start()
for p in ps:
    p.join()
print(v.value, ps[0].exitcode, ps[1].exitcode)
`,
  'queues, events, semaphores and locks are one for all': `
from multiprocessing import Process, Queue, Event, Semaphore, Lock, RLock
go = Event()
room = Semaphore(1)
lock = Lock()
again = RLock()
q = Queue()
def work(name):
    go.wait()
    with room, lock, again:
        with again:
            q.put(name)
    q.put(None)
ps = [Process(target=work, args=(name,), name=name) for name in ["a", "b"]]
for p in ps:
    p.start()
go.set()
got = [q.get() for _ in range(4)]
for p in ps:
    p.join()
print(len(got), go.is_set(), ps[0].name)
`,
  'a lock that is held at the start is held in the copy for ever': `
from multiprocessing import Process
from threading import Lock
lock = Lock()
def work():
    print(lock.acquire(blocking=False))
p = Process(target=work)
lock.acquire()
p.start()
lock.release()
p.join()
print(lock.acquire(blocking=False))
`,
  'an rlock goes along with who holds it': `
from multiprocessing import Process
from threading import RLock
lock = RLock()
def work():
    lock.release()
    with lock:
        print("in")
    lock.release()
    try:
        lock.release()
    except RuntimeError as e:
        print(e)
p = Process(target=work)
with lock, lock:
    p.start()
p.join()
print("out")
`,
  'locks and events of threads in lists': `
from multiprocessing import Process
from threading import Lock, Event, Semaphore
locks = [Lock(), Lock()]
ready = Event()
room = Semaphore(2)
def work():
    with locks[0], locks[1], room:
        ready.set()
    print("child", ready.is_set())
p = Process(target=work)
p.start()
p.join()
print("main", ready.is_set(), locks[0].locked())
`,
  'an exception ends its process only': `
from multiprocessing import Process
def work(n):
    print(1 // n)
a = Process(target=work, args=(1,))
b = Process(target=work, args=(0,), name="b")
print(a.exitcode, a.is_alive())
a.start()
a.join()
b.start()
b.join()
print(a.exitcode, b.exitcode, a.name, b.is_alive())
`,
  'wrong uses': `
from multiprocessing import Process, Lock, RLock
def work():
    pass
p = Process(target=work)
try:
    p.join()
except AssertionError as e:
    print(e)
p.start()
try:
    p.start()
except AssertionError as e:
    print(e)
p.join()
try:
    Lock().release()
except ValueError as e:
    print(e)
try:
    RLock().release()
except AssertionError as e:
    print(e)
`,
  'daemons end with main': `
from multiprocessing import Process, Event
never = Event()
def work():
    never.wait()
    print("never")
p = Process(target=work, daemon=True)
p.start()
p.join(timeout=0.01)
print(p.is_alive(), p.exitcode)
`,
  'variables of functions are copies too': `
from multiprocessing import Process
def outer():
    total = 0
    def add(n):
        nonlocal total
        total += n
        print("child", total)
    p = Process(target=add, args=(3,))
    total = 4
    p.start()
    p.join()
    print("main", total)
outer()
`,
  'arrays are one for all, and lose updates': `
from multiprocessing import Array, Process
a = Array("i", 2)
b = Array("i", [3, 4])
def work(at):
    a[at] += 1
    a[0] += 1
    b[-1] = a[at] + len(b)
ps = [Process(target=work, args=(at,)) for at in range(2)]
for p in ps:
    p.start()
for p in ps:
    p.join()
print(a[0], a[1], sum(b))
try:
    a[2] = 1
except IndexError as e:
    print(e)
try:
    print(b[-3])
except IndexError as e:
    print(e)
try:
    Array("i", a[0] - 9)
except ValueError:
    print("too short")
`,
  'barriers between processes': `
from multiprocessing import Array, Barrier, Process
both = Barrier(2)
a = Array("i", 2)
b = Array("i", 2)
def work(me):
    a[me] = me + 1
    both.wait()
    b[me] = a[1 - me]
ps = [Process(target=work, args=(me,)) for me in range(2)]
for p in ps:
    p.start()
for p in ps:
    p.join()
print(b[0], b[1], both.parties, both.n_waiting, both.broken)
`,
  'conditions between processes': `
from multiprocessing import Condition, Process, RLock, Value
lock = RLock()
turn = Condition(lock)
own = Condition()
v = Value("i", 0)
def work(me):
    with turn:
        turn.wait_for(lambda: v.value == me)
        v.value += 1
        turn.notify_all()
    with own:
        own.notify()
ps = [Process(target=work, args=(me,)) for me in [0, 1]]
for p in ps:
    p.start()
for p in ps:
    p.join()
print(v.value)
try:
    own.wait()
except AssertionError as e:
    print(e)
try:
    own.notify()
except AssertionError as e:
    print(e)
try:
    own.release()
except AssertionError as e:
    print(e)
try:
    turn.notify_all()
except AssertionError as e:
    print(e)
`,
  'a pipe goes both ways': `
import multiprocessing
left, right = multiprocessing.Pipe()
def work():
    n = right.recv()
    while n is not None:
        right.send(n * 2)
        n = right.recv()
    right.send("over")
if __name__ == "__main__":
    p = multiprocessing.Process(target=work)
    p.start()
    for n in range(2):
        left.send(n + 1)
        print(left.recv())
    left.send(None)
    print(left.recv(), left.poll())
    p.join()
`,
  'a pipe goes one way, and keeps what was sent before anybody looks': `
from multiprocessing import Pipe, Process
def work(end, name):
    for n in range(2):
        end.send(name + n)
def main():
    take, give = Pipe(duplex=False)
    other, mine = Pipe()
    ps = [Process(target=work, args=(give, 0)), Process(target=work, args=(mine, 10))]
    for p in ps:
        p.start()
    print(take.recv(), other.recv(), take.recv())
    ps[0].join()
    print(take.poll())
    ps[1].join()
    print(other.poll(), other.recv(), other.poll())
if __name__ == "__main__":
    main()
`,
  'polling a pipe may come too early': `
from multiprocessing import Pipe, Process
left, right = Pipe()
ends = [left, right]
def work():
    right.send(7)
p = Process(target=work)
p.start()
if left.poll():
    print("there", ends[0].recv())
else:
    print("not yet")
p.join()
print(left.poll())
`
}
