import { beforeAll, describe, expect, test } from 'vitest'
import { outcomeOf, ran } from './ran'
import { certainRuns, python, type RealRun } from './realPython'
import { synchronised } from './synchronised'

// one order only: whatever real threads do, the output is the same
const certain: Readonly<Record<string, string>> = {
  'division and remainder round down': `for a in [7, -7]:
    for b in [2, -2]:
        q = a // b
        r = a % b
        print(q, r)`,
  'powers and shifts': `x = 3
print(x ** 4, (-x) ** 3, x ** 0, 0 ** x, x << 5, -x >> 1, 1 << 30, x & 6, x | 8, x ^ 1)`,
  'bools count as ints': `t = True
print(t + 1, t * 3, t & False, t | False, -t, t == 1, abs(-5), max(t, 0))`,
  'comparisons in chains and short circuits': `a = 2
print(1 < a < 3, 1 < a > 5, a and 0, 0 or a, not a, a == 2 and a != 3, None is None, a is not None)`,
  texts: `def say(who):
    print("hello " + who, f"{who!r} {len(who)} {who == 'a'}", "it's", 'a "b"')
say("a")
say("it's")
say("ß€😀")`,
  'swaps evaluate right before left': `a = 1
b = 2
a, b = b, a
c = [1, 2, 3]
c[0], c[2] = c[2], c[0]
print(a, b, c[0], c[1], c[2], c[-1])`,
  'loops with else, break and continue': `for i in range(10, 0, -3):
    if i == 7:
        continue
    print(i)
else:
    print("through")
n = 0
while True:
    n += 1
    if n == 4:
        break
print(n, sum([1, 2, 3]), min(4, 2, 8), max([3, 9, 1]), str(5) + "!", int(True) + 1)`,
  'calls, defaults and returns': `def add(a, b=10):
    if a > 5:
        return a
    return a + b
def twice(x):
    return add(x) + add(x, 1)
print(add(1), add(6), twice(2), add(b=1, a=2))`,
  'finally runs on every way out': `def leave(how):
    try:
        if how == 0:
            return "returned"
        if how == 1:
            raise ValueError("no")
        print("through")
    finally:
        print("cleaned", how)
    return "ended"
print(leave(0))
print(leave(2))
print(leave(1))`,
  'an exception passes through every finally': `def inner():
    try:
        assert 1 > 2, "never"
    finally:
        print("inner")
def outer():
    try:
        inner()
    finally:
        for i in range(2):
            try:
                print("outer", i)
            finally:
                print("and")
outer()`,
  'inner functions see what the function around has at that time': `def main(n=3):
    def f():
        print(x, n)
    x = 1
    f()
    x = 2
    f()
    y = x
    x = 5
    def g(m):
        nonlocal x, n
        x = m
        n -= 1
        return x
    a, b = x, g(7)
    print(x + g(8) + n, y, x, a, b)
    for i in range(2):
        def_i = lambda: print(i)
        def_i()
    f()
main()`,
  'a function that is given back keeps its variables': `def make(n):
    def inner():
        return n + 1
    return inner
f = make(3)
print(f(), f())`,
  'lists are joined into a new one': `import threading
a = [1, 2]
b = a + [3] + a
b[0] = 9
print(len(b), b[0], a[0], sum(b), len(a + []))
def work(n):
    print("work", n)
readers = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in readers + [threading.Thread(target=work, args=(7,))]:
    t.start()
    t.join()`,
  'names of threads': `import threading
def work():
    print(threading.current_thread().name)
def other():
    print(threading.current_thread().name)
for target in [work, other]:
    t = threading.Thread(target=target)
    t.start()
    t.join()
u = threading.Thread(target=work, name="mine")
u.start()
u.join()
v = threading.Thread(target=other)
v.start()
v.join()
print(threading.current_thread().name)`,
  'locks by hand': `import threading
lock = threading.Lock()
print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(blocking=False))
lock.release()
again = threading.RLock()
again.acquire()
again.acquire()
again.release()
again.release()
slots = threading.Semaphore(2)
print(slots.acquire(), slots.acquire(blocking=False), slots.acquire(blocking=False))
slots.release()
slots.release(2)
print(slots.acquire(blocking=False))
again.release()`,
  'releasing an unlocked lock': `import threading
lock = threading.Lock()
lock.release()`,
  'releasing a bounded semaphore too often': `import threading
slots = threading.BoundedSemaphore(1)
slots.acquire()
slots.release()
slots.release()`,
  'a semaphore with fewer than no permits': `import threading
n = 0 - 1
slots = threading.Semaphore(n)`,
  'starting twice': `import threading
def work():
    pass
t = threading.Thread(target=work)
t.start()
t.join()
t.start()`,
  'joining before the start': `import threading
def work():
    pass
t = threading.Thread(target=work)
t.join()`,
  'a lock held by one thread may be released by another': `import threading
lock = threading.Lock()
def work():
    lock.release()
lock.acquire()
t = threading.Thread(target=work)
t.start()
lock.acquire()
t.join()
print("both")`,
  'an exception in a thread leaves the others alone': `import threading
def work():
    x = [1]
    print(x[3])
t = threading.Thread(target=work)
t.start()
t.join()
print("main goes on")`,
  'an unbound local': `def work(n):
    if n > 5:
        x = 1
    print(n)
    print(x)
work(7)
work(2)`,
  'a name that nothing ever binds': `def work():
    global x
    x -= 1
work()`,
  'a name that only its own change would bind': `x += 1`,
  'division by zero': `x = 0
print(5 % x)`,
  'an exception inside a finally replaces the one before': `def work():
    try:
        raise ValueError("first")
    finally:
        x = [0]
        print("cleaning")
        print(x[1])
work()`,
  'nested lists keep what they are given': `grid = [[0 for _ in range(2)] for _ in range(3)]
grid[1][0] = 5
row = grid[1]
row[1] = 6
for r in grid:
    print(r[0], r[1], len(r))
made = []
for i in range(3):
    made.append([i] * i)
print(len(made), len(made[2]), made[2][0])`,
  'an index too far': `x = [1, 2]
i = 2
x[i] = 3`,
  ...synchronised
}

describe.skipIf(python === null)('held against a real Python', () => {
  const real = new Map<string, RealRun>()
  beforeAll(() => {
    const sources = Object.values(certain)
    for (const [index, run] of certainRuns(sources).entries()) real.set(sources[index] ?? '', run)
  })

  test.each(Object.entries(certain))('%s', (_, source) => {
    expect(outcomeOf(ran(source))).toEqual(real.get(source))
  })
})
