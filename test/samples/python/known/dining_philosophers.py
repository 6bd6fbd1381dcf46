"""The dining philosophers, the last of whom is left-handed."""
import json
import threading

N, MEALS = 5, 20
forks = [threading.Lock() for _ in range(N)]
eaten = [0] * N


def dine(seat):
    first, second = sorted((seat, (seat + 1) % N))
    for _ in range(MEALS):
        with forks[first], forks[second]:
            eaten[seat] += 1


threads = [threading.Thread(target=dine, args=(seat,), name="philosopher-%d" % seat) for seat in range(N)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(eaten)
print(json.dumps({
    "forks[%d]" % n: {
        "acquired": eaten[n] + eaten[n - 1],
        "released": eaten[n] + eaten[n - 1],
        "holders": sorted(["philosopher-%d" % n, "philosopher-%d" % ((n - 1) % N)]),
    }
    for n in range(N)
}))
