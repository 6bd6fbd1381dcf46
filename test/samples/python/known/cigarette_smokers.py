"""The cigarette smokers: an agent lays down two of three things, and pushers find out who can smoke."""
import json
import threading

ROUNDS = 9
agent = threading.Semaphore(1)
tobacco, paper, match = threading.Semaphore(0), threading.Semaphore(0), threading.Semaphore(0)
turns = [threading.Semaphore(0) for _ in range(3)]
table = [False, False, False]
mutex = threading.Lock()
things = [tobacco, paper, match]
smoked = [0, 0, 0]


def deal():
    for number in range(ROUNDS):
        agent.acquire()
        for thing in range(3):
            if thing != number % 3:
                things[thing].release()


def push(thing):
    for _ in range(2 * ROUNDS // 3):
        things[thing].acquire()
        with mutex:
            other = next((lying for lying in range(3) if table[lying]), None)
            if other is None:
                table[thing] = True
            else:
                table[other] = False
                turns[3 - thing - other].release()


def smoke(own):
    for _ in range(ROUNDS // 3):
        turns[own].acquire()
        smoked[own] += 1
        agent.release()


threads = [threading.Thread(target=deal, name="agent")]
threads += [threading.Thread(target=push, args=(n,), name="pusher-%d" % n) for n in range(3)]
threads += [threading.Thread(target=smoke, args=(n,), name="smoker-%d" % n) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(smoked)
print(json.dumps({
    "agent": {"acquired": ROUNDS, "released": ROUNDS, "holders": ["agent"]},
    "tobacco": {"acquired": 2 * ROUNDS // 3, "holders": ["pusher-0"]},
    "mutex": {"acquired": 2 * ROUNDS, "holders": ["pusher-0", "pusher-1", "pusher-2"]},
    "turns[1]": {"acquired": smoked[1], "released": smoked[1], "holders": ["smoker-1"]},
}))
