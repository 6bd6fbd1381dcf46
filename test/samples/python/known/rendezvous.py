"""A rendezvous: neither goes on before the other has come."""
import json
import threading

left_here, right_here = threading.Semaphore(0), threading.Semaphore(0)
told = []


def left():
    told.append("l1")
    left_here.release()
    right_here.acquire()
    told.append("l2")


def right():
    told.append("r1")
    right_here.release()
    left_here.acquire()
    told.append("r2")


threads = [threading.Thread(target=left, name="left"), threading.Thread(target=right, name="right")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(set(told[:2]) == {"l1", "r1"})
print(json.dumps({"left_here": {"acquired": 1, "released": 1, "holders": ["right"]}, "right_here": {"acquired": 1, "released": 1, "holders": ["left"]}}))
