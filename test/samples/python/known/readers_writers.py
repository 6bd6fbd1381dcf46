"""Readers and writers: the first reader in locks the room, the last one out unlocks it."""
import json
import threading

READERS, WRITERS, TURNS = 3, 2, 10
mutex = threading.Lock()
room = threading.Semaphore(1)
inside = 0
text = 0
locked = 0


def read():
    global inside, locked
    for _ in range(TURNS):
        with mutex:
            inside += 1
            if inside == 1:
                room.acquire()
                locked += 1
        assert text >= 0
        with mutex:
            inside -= 1
            if inside == 0:
                room.release()


def write():
    global text, locked
    for _ in range(TURNS):
        with room:
            locked += 1
            text += 1


readers = [threading.Thread(target=read, name="reader-%d" % n) for n in range(READERS)]
writers = [threading.Thread(target=write, name="writer-%d" % n) for n in range(WRITERS)]
for thread in readers + writers:
    thread.start()
for thread in readers + writers:
    thread.join()
print(text)
print(json.dumps({
    "mutex": {"acquired": 2 * READERS * TURNS, "released": 2 * READERS * TURNS, "holders": ["reader-0", "reader-1", "reader-2"]},
    "room": {"acquired": locked, "released": locked},
}))
