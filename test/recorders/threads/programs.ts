/** Two threads that add to one counter, N times each. */
export const counter = (body: string): string => `
import threading

N = 1000000
counter = 0
lock = threading.Lock()


def work():
    global counter
    for _ in range(N):
${body}


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
`

/** Without and with the lock. */
export const unlocked = counter('        counter += 1')
export const locked = counter('        with lock:\n            counter += 1')

/** Two transfers that take two locks in opposite order, with a pause between that makes sure of it. */
export const twoLocks = `
import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()


def forward():
    with lock_a:
        time.sleep(0.05)
        with lock_b:
            print("forward")


def backward():
    with lock_b:
        time.sleep(0.05)
        with lock_a:
            print("backward")


t1 = threading.Thread(target=forward, name="transfer-1")
t2 = threading.Thread(target=backward, name="transfer-2")
t1.start()
t2.start()
t1.join()
t2.join()
print("done")
`

/** Two transfers in a deadlock, and a third thread that goes on for ever. */
export const twoLocksAndABusyThread = twoLocks
  .replace('t1.start()', 'busy = threading.Thread(target=spin, name="busy")\nbusy.start()\nt1.start()')
  .replace('def backward', 'def spin():\n    while True:\n        pass\n\n\ndef backward')

/** Four workers and two permits. */
export const permits = `
import threading
import time

slots = threading.Semaphore(2)
rounds = 0


def work(number):
    global rounds
    for _ in range(5):
        with slots:
            rounds = rounds + 1
            time.sleep(0.002)


workers = [threading.Thread(target=work, args=(number,), name=f"worker-{number}") for number in range(4)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print("done")
`
