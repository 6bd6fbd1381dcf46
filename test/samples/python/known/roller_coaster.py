"""The roller coaster: a car leaves when it is full, and nobody gets on while others get off."""
import json
import threading

PASSENGERS, SEATS = 8, 4
mutex_in, mutex_out = threading.Lock(), threading.Lock()
may_board, all_aboard, may_leave, all_ashore = (threading.Semaphore(0) for _ in range(4))
boarded = left = rides = 0


def car():
    global rides
    for _ in range(PASSENGERS // SEATS):
        for _ in range(SEATS):
            may_board.release()
        all_aboard.acquire()
        rides += 1
        for _ in range(SEATS):
            may_leave.release()
        all_ashore.acquire()


def passenger():
    global boarded, left
    may_board.acquire()
    with mutex_in:
        boarded += 1
        if boarded == SEATS:
            boarded = 0
            all_aboard.release()
    may_leave.acquire()
    with mutex_out:
        left += 1
        if left == SEATS:
            left = 0
            all_ashore.release()


threads = [threading.Thread(target=car, name="car")] + [threading.Thread(target=passenger, name="passenger-%d" % n) for n in range(PASSENGERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(rides)
print(json.dumps({
    "mutex_in": {"acquired": PASSENGERS, "released": PASSENGERS},
    "mutex_out": {"acquired": PASSENGERS, "released": PASSENGERS, "holders": ["passenger-%d" % n for n in range(PASSENGERS)]},
}))
