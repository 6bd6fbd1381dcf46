"""Building water: two of hydrogen and one of oxygen meet at a barrier, over and over."""
import json
import threading

MOLECULES = 4
hydrogen, oxygen = threading.Semaphore(2), threading.Semaphore(1)
bond = threading.Barrier(3)
made = []


def atom(kind, places):
    places.acquire()
    if bond.wait() == 0:
        made.append(kind)
    places.release()


threads = [threading.Thread(target=atom, args=("H", hydrogen), name="H-%d" % n) for n in range(2 * MOLECULES)]
threads += [threading.Thread(target=atom, args=("O", oxygen), name="O-%d" % n) for n in range(MOLECULES)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(made))
print(json.dumps({
    "hydrogen": {"acquired": 2 * MOLECULES, "released": 2 * MOLECULES},
    "oxygen": {"acquired": MOLECULES, "holders": ["O-%d" % n for n in range(MOLECULES)]},
    "bond": {"arrived": 3 * MOLECULES},
}))
