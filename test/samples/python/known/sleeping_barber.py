"""The sleeping barber: whoever finds no chair leaves."""
import json
import threading

CHAIRS, CUSTOMERS = 2, 8
mutex = threading.Lock()
customers = threading.Semaphore(0)
barber_ready = threading.Semaphore(0)
waiting = 0
served = 0
turned_away = 0
closing = False


def barber():
    while True:
        customers.acquire()
        if closing:
            return
        barber_ready.release()


def customer():
    global waiting, served, turned_away
    with mutex:
        if waiting == CHAIRS:
            turned_away += 1
            return
        waiting += 1
    customers.release()
    barber_ready.acquire()
    with mutex:
        waiting -= 1
        served += 1


chair = threading.Thread(target=barber, name="barber")
chair.start()
people = [threading.Thread(target=customer, name="customer-%d" % n) for n in range(CUSTOMERS)]
for thread in people:
    thread.start()
for thread in people:
    thread.join()
closing = True
customers.release()
chair.join()
assert served + turned_away == CUSTOMERS
print(json.dumps({
    "customers": {"acquired": served + 1, "released": served + 1, "holders": ["barber"]},
    "barber_ready": {"acquired": served, "released": served},
    "mutex": {"acquired": CUSTOMERS + served},
}))
