/** Small programs that together use pools of threads and of processes in every way that the lab knows. */
export const poolPrograms: Readonly<Record<string, string>> = {
  'futures come as they are done': `
from concurrent.futures import ThreadPoolExecutor, as_completed
def work(n):
    return n * n
with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(work, n) for n in [1, 2, 3]]
    for future in as_completed(futures):
        print(future.result(), future.done())
`,
  'each future comes once, also where it stands twice, and none of an empty list': `
import concurrent.futures
def work(n):
    return n
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    a = pool.submit(work, 1)
    b = pool.submit(work, 2)
    print(sum([f.result() for f in concurrent.futures.as_completed([a, b, a])]))
    for f in concurrent.futures.as_completed([]):
        print("never")
    for f in concurrent.futures.as_completed([a]):
        print("again", f is a)
    else:
        print("else")
`,
  'one that failed comes like the others, and raises when it is asked': `
from concurrent.futures import ThreadPoolExecutor, as_completed
def work(n):
    if n == 1:
        raise ValueError("no")
    return n
with ThreadPoolExecutor(2) as pool:
    for future in as_completed([pool.submit(work, n) for n in range(2)]):
        try:
            print(future.result())
        except ValueError as e:
            print(e)
`,
  'a loop over what is done may be left': `
from concurrent.futures import ThreadPoolExecutor, as_completed
def work(n):
    return n
def main():
    with ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(work, n) for n in [1, 2]]
        for future in as_completed(futures):
            first = future.result()
            break
        futures[0].cancel()
    print(first)
main()
`,
  'the time of a loop over what is done may be over': `
from concurrent.futures import ThreadPoolExecutor, as_completed, TimeoutError
import time
def work(n):
    time.sleep(0.01)
    return n
pool = ThreadPoolExecutor(2)
futures = [pool.submit(work, n) for n in [1, 2]]
try:
    for future in as_completed(futures, timeout=0.01):
        print(future.result())
except TimeoutError as e:
    print(e)
pool.shutdown()
`,
  'one that was dropped counts as done': `
from concurrent.futures import ThreadPoolExecutor, as_completed, CancelledError
def work(n):
    return n
with ThreadPoolExecutor(1) as pool:
    futures = [pool.submit(work, n) for n in [1, 2]]
    dropped = futures[1].cancel()
    for future in as_completed(futures):
        try:
            print(future.result())
        except CancelledError:
            print("dropped", dropped)
`,
  'wait for the first that is done': `
from concurrent.futures import ThreadPoolExecutor, wait, FIRST_COMPLETED
def work(n):
    return n
with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(work, n) for n in [1, 2]]
    wait(futures, return_when=FIRST_COMPLETED)
    print(futures[0].done() or futures[1].done())
    wait([], return_when=FIRST_COMPLETED)
`,
  'wait for the first that has failed, or all': `
import concurrent.futures
def work(n):
    if n == 1:
        raise ValueError("no")
    return n
def main():
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        futures = [pool.submit(work, n) for n in [0, 1]]
        concurrent.futures.wait(futures, return_when=concurrent.futures.FIRST_EXCEPTION)
        print(futures[1].done())
        more = [pool.submit(work, n) for n in [2, 3]]
        concurrent.futures.wait(more, return_when="FIRST_EXCEPTION")
        print(more[0].done(), more[1].done())
main()
`,
  'wait with a timeout': `
from concurrent.futures import ThreadPoolExecutor, wait
import time
def work(n):
    time.sleep(0.01)
    return n
with ThreadPoolExecutor(2) as pool:
    futures = [pool.submit(work, n) for n in [1, 2]]
    wait(futures, timeout=0.01)
    print(futures[0].done(), futures[1].done())
    wait(futures, None)
    print(futures[0].done(), futures[1].done())
`,
  'a future that waits for another is done behind it': `
from concurrent.futures import ThreadPoolExecutor, as_completed
def first():
    return 1
def second(other):
    return other.result() + 1
with ThreadPoolExecutor(2) as pool:
    a = pool.submit(first)
    b = pool.submit(second, a)
    print(sum([f.result() for f in as_completed([b, a])]))
`,
  'processes have copies': `
from concurrent.futures import ProcessPoolExecutor
total = 0
def work(n):
    global total
    total += n
    return total
def main():
    global total
    total = 10
    with ProcessPoolExecutor(max_workers=2) as pool:
        futures = [pool.submit(work, n) for n in [1, 2]]
        total = 20
        print(sum([f.result() for f in futures]) in [23, 24], total)
main()
`,
  'results of a map over processes come in the order of the values': `
from concurrent.futures import ProcessPoolExecutor
def work(a, b=2):
    return [a, b, a * b]
with ProcessPoolExecutor(2) as pool:
    for row in pool.map(work, [1, 2], range(3, 5)):
        print(row[0], row[2])
    rows = list(pool.map(work, [5]))
    print(rows[0][1], len(rows))
`,
  'lists are sent, and texts': `
from concurrent.futures import ProcessPoolExecutor, as_completed
def work(values, word, more=None):
    if more is None:
        return word
    return sum(values)
with ProcessPoolExecutor(2) as pool:
    parts = [[1, 2], [3, 4]]
    futures = [pool.submit(work, part, "x", more=True) for part in parts]
    print(sum([f.result() for f in as_completed(futures)]), pool.submit(work, [], "word").result())
`,
  'an exception of a process comes to whoever asks': `
from concurrent.futures import ProcessPoolExecutor, as_completed
def work(n):
    if n == 1:
        raise ValueError("no")
    return n
with ProcessPoolExecutor(1) as pool:
    futures = [pool.submit(work, n) for n in range(2)]
    for future in as_completed(futures):
        try:
            print(future.result())
        except ValueError as e:
            print(type(e).__name__, e)
    try:
        for n in pool.map(work, [0, 1, 2]):
            print(n)
    except ValueError as e:
        print(e)
try:
    pool.submit(work, 1)
except RuntimeError as e:
    print(e)
try:
    ProcessPoolExecutor(max_workers=0)
except ValueError as e:
    print(e)
`,
  'work that is on its way to a process is not dropped': `
from concurrent.futures import ProcessPoolExecutor, CancelledError
def work(n):
    print(n)
    return n
def main():
    with ProcessPoolExecutor(1) as pool:
        a = pool.submit(work, 1)
        b = pool.submit(work, 2)
        b.cancel()
        try:
            a.result()
            b.result()
        except CancelledError:
            print("dropped")
        for n in pool.map(work, [3, 4]):
            break
main()
`,
  'what multiprocessing makes is one for all processes of a pool': `
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Value, Lock
v = Value("i", 0)
lock = Lock()
def work(n):
    with lock:
        v.value += n
with ProcessPoolExecutor(2) as pool:
    pool.submit(work, 1)
    pool.submit(work, 2)
print(v.value)
`,
  'a pool and a process side by side': `
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import Process, Queue
q = Queue()
def work(n):
    return n
def send():
    q.put(5)
p = Process(target=send)
p.start()
pool = ProcessPoolExecutor(1)
f = pool.submit(work, q.get())
wait([f])
print(f.done(), f.result())
pool.shutdown()
p.join()
print(p.exitcode)
`
}
