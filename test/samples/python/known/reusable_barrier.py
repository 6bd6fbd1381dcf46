"""A barrier of two turnstiles, used over and over."""
import json
import threading

N, ROUNDS = 4, 5
mutex = threading.Lock()
first, second = threading.Semaphore(0), threading.Semaphore(1)
arrived = 0
rounds = [0] * N


def pass_through(number):
    global arrived
    for turn in range(ROUNDS):
        with mutex:
            arrived += 1
            if arrived == N:
                second.acquire()
                first.release()
        first.acquire()
        first.release()
        rounds[number] = turn + 1
        with mutex:
            arrived -= 1
            if arrived == 0:
                first.acquire()
                second.release()
        second.acquire()
        second.release()


threads = [threading.Thread(target=pass_through, args=(n,), name="thread-%d" % n) for n in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(rounds)
print(json.dumps({
    "mutex": {"acquired": 2 * N * ROUNDS, "released": 2 * N * ROUNDS},
    "first": {"acquired": (N + 1) * ROUNDS, "released": (N + 1) * ROUNDS},
    "second": {"acquired": (N + 1) * ROUNDS, "released": (N + 1) * ROUNDS},
}))
