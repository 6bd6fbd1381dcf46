"""Santa Claus: woken by all nine reindeer or by three elves."""
import json
import threading

REINDEER, ELVES, GROUP = 9, 6, 3
santa = threading.Semaphore(0)
sleigh = threading.Semaphore(0)
helped = threading.Semaphore(0)
elves_at_door = threading.Lock()
mutex = threading.Lock()
reindeer_back = 0
elves_waiting = 0
trips = 0
helpings = 0


def sleep_at_the_pole():
    global reindeer_back, trips, helpings
    while trips < 1 or helpings < ELVES // GROUP:
        santa.acquire()
        with mutex:
            if reindeer_back == REINDEER:
                reindeer_back = 0
                trips += 1
                for _ in range(REINDEER):
                    sleigh.release()
            elif elves_waiting == GROUP:
                helpings += 1
                for _ in range(GROUP):
                    helped.release()


def come_back():
    global reindeer_back
    with mutex:
        reindeer_back += 1
        if reindeer_back == REINDEER:
            santa.release()
    sleigh.acquire()


def ask():
    global elves_waiting
    elves_at_door.acquire()
    with mutex:
        elves_waiting += 1
        if elves_waiting == GROUP:
            santa.release()
        else:
            elves_at_door.release()
    helped.acquire()
    with mutex:
        elves_waiting -= 1
        if elves_waiting == 0:
            elves_at_door.release()


threads = [threading.Thread(target=sleep_at_the_pole, name="santa")]
threads += [threading.Thread(target=come_back, name="reindeer-%d" % n) for n in range(REINDEER)]
threads += [threading.Thread(target=ask, name="elf-%d" % n) for n in range(ELVES)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(trips, helpings)
print(json.dumps({
    "sleigh": {"acquired": REINDEER, "released": REINDEER},
    "helped": {"acquired": ELVES, "released": ELVES},
    "elves_at_door": {"acquired": ELVES, "released": ELVES},
    "santa": {"acquired": trips + helpings, "released": trips + helpings, "holders": ["santa"]},
}))
