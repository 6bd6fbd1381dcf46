/** Small programs that together use every word of the lab’s Python; whatever an engine does with one, the simulator must be able to. */
export const programs: Readonly<Record<string, string>> = {
  'rlock nested': `
import threading
r = threading.RLock()
log = 0
def inner(k):
    global log
    with r:
        log += k
def outer(k):
    with r:
        inner(k)
        inner(k)
ts = [threading.Thread(target=outer, args=(i + 1,), name=f"T{i}") for i in range(2)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(f"log={log}")
`,
  'semaphore release by other': `
import threading
s = threading.Semaphore(0)
def give():
    print("give")
    s.release()
def take():
    s.acquire()
    print("take")
a = threading.Thread(target=take)
b = threading.Thread(target=give)
a.start()
b.start()
a.join()
b.join()
print("done")
`,
  'bounded over release in thread': `
import threading
s = threading.BoundedSemaphore(2)
def work():
    s.release()
    print("never")
t = threading.Thread(target=work, name="over")
t.start()
t.join()
print("after")
`,
  'release unlocked lock thread': `
import threading
lock = threading.Lock()
def work():
    lock.release()
t = threading.Thread(target=work)
t.start()
t.join()
print("after")
`,
  'release foreign rlock': `
import threading
r = threading.RLock()
def work():
    r.release()
r.acquire()
t = threading.Thread(target=work)
t.start()
t.join()
r.release()
print("end")
`,
  'list of threads default args': `
import threading
total = 0
guard = threading.Lock()
def add(a, b=3, c=4):
    global total
    with guard:
        total += a * 100 + b * 10 + c
threads = []
threads.append(threading.Thread(target=add, args=(1,)))
threads.append(threading.Thread(target=add, args=(1, 2)))
threads.append(threading.Thread(target=add, args=(1, 2, 3), name="third"))
for t in threads:
    t.start()
for t in threads:
    t.join()
print("total", total)
`,
  'assert in thread': `
import threading
x = 0
def work():
    global x
    x = 5
    assert x == 4, f"x is {x}"
t = threading.Thread(target=work)
t.start()
t.join()
print("x", x)
`,
  'assert in main with running thread': `
import threading
s = threading.Semaphore(0)
def work():
    s.acquire()
    print("let go")
t = threading.Thread(target=work)
t.start()
s.release()
assert False, "main fails"
`,
  'main fails thread blocked': `
import threading
s = threading.Semaphore(0)
def work():
    s.acquire()
    print("never")
t = threading.Thread(target=work)
t.start()
raise ValueError("main dies")
`,
  'main fails daemon blocked': `
import threading
s = threading.Semaphore(0)
def work():
    s.acquire()
t = threading.Thread(target=work, daemon=True)
t.start()
raise ValueError("main dies")
`,
  'two failures': `
import threading
def bad(n):
    x = [1, 2]
    print(x[n])
a = threading.Thread(target=bad, args=(2,))
b = threading.Thread(target=bad, args=(7,), name="seven")
a.start()
a.join()
b.start()
b.join()
raise RuntimeError("and main")
`,
  'self join': `
import threading
ts = []
def work():
    ts[0].join()
    print("no")
ts.append(threading.Thread(target=work))
ts[0].start()
ts[0].join()
print("end")
`,
  'start twice running': `
import threading
s = threading.Semaphore(0)
def work():
    s.acquire()
    print("ok")
t = threading.Thread(target=work)
t.start()
try:
    t.start()
finally:
    s.release()
    t.join()
`,
  'join unstarted in thread': `
import threading
def work():
    pass
def other():
    t.join()
t = threading.Thread(target=work)
o = threading.Thread(target=other, name="other")
o.start()
o.join()
t.start()
t.join()
print("fine")
`,
  'deadlock two': `
import threading, time
a = threading.Lock()
b = threading.Lock()
sa = threading.Semaphore(0)
sb = threading.Semaphore(0)
def one():
    with a:
        sa.release()
        sb.acquire()
        with b:
            print("no")
def two():
    with b:
        sb.release()
        sa.acquire()
        with a:
            print("no")
t1 = threading.Thread(target=one, name="one")
t2 = threading.Thread(target=two, name="two")
t1.start()
t2.start()
t1.join()
t2.join()
`,
  'deadlock three list': `
import threading, time
N = 3
locks = [threading.Lock() for _ in range(N)]
here = [threading.Semaphore(0) for _ in range(N)]
def work(i):
    with locks[i]:
        here[i].release()
        here[(i + 1) % N].acquire()
        with locks[(i + 1) % N]:
            print("never", i)
ts = [threading.Thread(target=work, args=(i,)) for i in range(N)]
for t in ts:
    t.start()
for t in ts:
    t.join()
`,
  'deadlock four rlocks': `
import threading
N = 4
locks = [threading.RLock() for _ in range(N)]
here = [threading.Semaphore(0) for _ in range(N)]
def work(i):
    with locks[i]:
        here[i].release()
        here[(i + 1) % N].acquire()
        with locks[(i + 1) % N]:
            print("never", i)
ts = [threading.Thread(target=work, args=(i,), name=f"w{i}") for i in range(N)]
for t in ts:
    t.start()
for t in ts:
    t.join()
`,
  'deadlock lock join': `
import threading
lock = threading.Lock()
def work():
    with lock:
        print("never")
t = threading.Thread(target=work)
with lock:
    t.start()
    t.join()
`,
  'deadlock partial bystander': `
import threading
a = threading.RLock()
b = threading.RLock()
sa = threading.Semaphore(0)
sb = threading.Semaphore(0)
def one():
    with a:
        sa.release()
        sb.acquire()
        with b:
            print("no")
def two():
    with b:
        sb.release()
        sa.acquire()
        with a:
            print("no")
def by():
    for i in range(3):
        print("by", i)
t1 = threading.Thread(target=one, name="one")
t2 = threading.Thread(target=two, name="two")
t3 = threading.Thread(target=by, name="by")
for t in [t1, t2, t3]:
    t.start()
t3.join()
print("main ends")
`,
  'deadlock failed holder': `
import threading
lock = threading.Lock()
def taker():
    lock.acquire()
    assert False, "died with the lock"
def later():
    lock.acquire()
    print("never")
a = threading.Thread(target=taker)
a.start()
a.join()
b = threading.Thread(target=later)
b.start()
b.join()
`,
  'deadlock bounded all taken': `
import threading
s = threading.BoundedSemaphore(2)
gate = threading.Semaphore(0)
def work(k):
    s.acquire()
    gate.release()
    gate.acquire()
    s.acquire()
a = threading.Thread(target=work, args=(0,))
b = threading.Thread(target=work, args=(1,))
a.start()
b.start()
a.join()
b.join()
`,
  'deadlock mutual join': `
import threading
ts = []
go = threading.Semaphore(0)
def work(k):
    go.acquire()
    ts[1 - k].join()
ts.append(threading.Thread(target=work, args=(0,)))
ts.append(threading.Thread(target=work, args=(1,)))
ts[0].start()
ts[1].start()
go.release()
go.release()
`,
  'daemon runs out': `
import threading
s = threading.Semaphore(0)
def work():
    print("daemon here")
    s.release()
    s.acquire()
    s.acquire()
t = threading.Thread(target=work, daemon=True, name="d")
t.start()
s.acquire()
print("main out")
`,
  'names default mixed': `
import threading
def work():
    print(threading.current_thread().name)
def other():
    print(threading.current_thread().name)
a = threading.Thread(target=work)
b = threading.Thread(target=other, name="B")
c = threading.Thread(target=other)
for t in [c, a, b]:
    t.start()
    t.join()
print(a.name, b.name, c.name, threading.current_thread().name)
`,
  'join odd orders': `
import threading
gates = [threading.Semaphore(0) for _ in range(3)]
def work(i):
    gates[i].acquire()
    print("w", i)
    if i > 0:
        gates[i - 1].release()
ts = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for t in ts:
    t.start()
gates[2].release()
ts[1].join()
ts[0].join()
ts[2].join()
ts[2].join()
print("all")
`,
  'prints of all kinds': `
import threading
def f():
    return
t = threading.Thread(target=f)
print()
print("a", 1, True, None, False, -3, "")
print("q" "r", 'single', "it's", 'dou"ble', "tab\\tnew\\\\n")
print(f"{1 + 1} {True!r} {'s'!r} {None} {{}}")
print("ünï", "€", "😀")
print(f"{'it' + 's'!r}")
print(str(12) + "!", int(True), bool(0), len("abc"), len([1, 2]))
print(0 == False, 1 == True, "a" == 1, None == 0)
`,
  'unbound global in thread': `
import threading
def work():
    print(later)
t = threading.Thread(target=work)
t.start()
t.join()
later = 5
print(later)
`,
  'type error mixed': `
import threading
val = [1, "a"]
def work(i):
    print(val[i] + 1)
for i in range(2):
    t = threading.Thread(target=work, args=(i,))
    t.start()
    t.join()
`,
  'raise kinds': `
import threading
def work(k):
    if k == 0:
        raise ValueError("v")
    if k == 1:
        raise RuntimeError
    if k == 2:
        raise Exception(f"e{k}")
    raise TypeError("")
for k in range(4):
    t = threading.Thread(target=work, args=(k,))
    t.start()
    t.join()
`,
  'finally in thread': `
import threading
lock = threading.Lock()
def work():
    lock.acquire()
    try:
        raise ValueError("inside")
    finally:
        lock.release()
t = threading.Thread(target=work)
t.start()
t.join()
print(lock.locked())
`,
  'with multi': `
import threading
a = threading.Lock()
b = threading.RLock()
def work():
    with a, b:
        print("both")
t = threading.Thread(target=work)
t.start()
t.join()
with a:
    with b:
        with b:
            print("nested")
`,
  'try acquire': `
import threading
a = threading.Lock()
def work():
    if a.acquire(blocking=False):
        print("got")
        a.release()
    else:
        print("busy")
    ok = a.acquire(False)
    print(ok)
a.acquire()
t = threading.Thread(target=work)
t.start()
t.join()
`,
  'race counter': `
import threading
x = 0
def work():
    global x
    x += 1
ts = [threading.Thread(target=work) for _ in range(3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(x)
`,
  'shared elements': `
import threading
cells = [0, 0, 0]
def work(i):
    cells[i] = i + 1
    cells[0] += 1
ts = [threading.Thread(target=work, args=(i,)) for i in [1, 2]]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(cells[0], cells[1], cells[2])
`,
  'main rebinds after start': `
import threading
flag = False
s = threading.Semaphore(0)
def work():
    s.acquire()
    print(flag)
t = threading.Thread(target=work)
t.start()
flag = True
s.release()
t.join()
`,
  'values negative': `
import threading
v = 0
w = ""
u = False
def work():
    global v, w, u
    v = -5
    w = "it's"
    u = v < 0
t = threading.Thread(target=work)
t.start()
t.join()
print(v, w, u)
`,
  'thread starts thread': `
import threading
def leaf(k):
    print("leaf", k)
def branch(k):
    t = threading.Thread(target=leaf, args=(k,))
    t.start()
    t.join()
    print("branch", k)
b1 = threading.Thread(target=branch, args=(1,))
b1.start()
b1.join()
b2 = threading.Thread(target=branch, args=(2,))
b2.start()
b2.join()
`,
  'local lock': `
import threading
def work(lock, k):
    with lock:
        print(k)
def main():
    lock = threading.Lock()
    t = threading.Thread(target=work, args=(lock, 3))
    t.start()
    t.join()
main()
`,
  'lock alias name': `
import threading
a = threading.Lock()
b = a
def work():
    with b:
        b.acquire()
t = threading.Thread(target=work)
t.start()
t.join()
`,
  'tuple unpack locks': `
import threading
a, b = threading.Lock(), threading.Lock()
def work():
    with a:
        with b:
            a.acquire()
t = threading.Thread(target=work)
t.start()
t.join()
`,
  'deadlock and failure': `
import threading
lock = threading.Lock()
lock.acquire()
def stuck():
    lock.acquire()
def bad():
    raise ValueError("bad")
a = threading.Thread(target=stuck)
b = threading.Thread(target=bad)
a.start()
b.start()
b.join()
a.join()
`,
  'finally release join': `
import threading
lock = threading.Lock()
x = 0
def work(k):
    global x
    lock.acquire()
    try:
        x = x + k
        if k == 2:
            return
        x = x + 10
    finally:
        lock.release()
ts = [threading.Thread(target=work, args=(k,)) for k in [1, 2]]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(x)
`,
  'failing with lock frees': `
import threading
lock = threading.Lock()
def bad():
    with lock:
        raise ValueError("in with")
def good():
    with lock:
        print("good")
a = threading.Thread(target=bad)
a.start()
a.join()
b = threading.Thread(target=good)
b.start()
b.join()
`,
  'daemon joined deadlock': `
import threading
s = threading.Semaphore(0)
def work():
    s.acquire()
t = threading.Thread(target=work, daemon=True)
t.start()
t.join()
`,
  'two rings': `
import threading
la = [threading.RLock() for _ in range(4)]
here = [threading.Semaphore(0) for _ in range(4)]
def work(i, j):
    with la[i]:
        here[i].release()
        here[j].acquire()
        with la[j]:
            print("no")
for i in range(4):
    t = threading.Thread(target=work, args=(i, i ^ 1))
    t.start()
`,
  'waiter behind ring': `
import threading
a = threading.RLock()
b = threading.RLock()
sa = threading.Semaphore(0)
sb = threading.Semaphore(0)
sc = threading.Semaphore(0)
def one():
    with a:
        sa.release()
        sb.acquire()
        sc.release()
        with b:
            print("no")
def two():
    with b:
        sb.release()
        sa.acquire()
        with a:
            print("no")
def three():
    sc.acquire()
    with a:
        print("no")
for f in [one, two, three]:
    t = threading.Thread(target=f)
    t.start()
`,
  'daemon ring': `
import threading
a = threading.RLock()
b = threading.RLock()
sa = threading.Semaphore(0)
sb = threading.Semaphore(0)
m = threading.Semaphore(0)
def one():
    with a:
        sa.release()
        sb.acquire()
        m.release()
        with b:
            print("no")
def two():
    with b:
        sb.release()
        sa.acquire()
        m.release()
        with a:
            print("no")
t1 = threading.Thread(target=one, name="one", daemon=True)
t2 = threading.Thread(target=two, name="two", daemon=True)
t1.start()
t2.start()
m.acquire()
m.acquire()
print("main out")
`,
  'less than no time': `
import threading
import time
lock = threading.Lock()
permits = threading.Semaphore(0)
def tries(what, seconds):
    try:
        print(what.acquire(timeout=seconds))
    except ValueError:
        print("refused")
def sleeps(seconds):
    try:
        time.sleep(seconds)
    except ValueError:
        print("no sleep")
tries(lock, 0 - 2)
tries(lock, 0 - 1)
tries(permits, 0 - 1)
tries(permits, 0 - 2)
print(permits.acquire(timeout=-1))
sleeps(0 - 1)
def gives():
    lock.release()
threading.Thread(target=gives).start()
print(lock.acquire(timeout=-1))
`
}
