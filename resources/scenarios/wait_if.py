"""Wait with if. Two customers wait for bread, two loaves are baked."""
# Look for: who else may come in between
# being woken and going on.

import threading

loaves = 0
baked = threading.Condition()


def buy():
    global loaves
    with baked:
        if loaves == 0:
            baked.wait()
        assert loaves > 0
        loaves -= 1


def bake():
    global loaves
    for _ in range(2):
        with baked:
            loaves += 1
            baked.notify()


threads = [
    threading.Thread(target=buy),
    threading.Thread(target=buy),
    threading.Thread(target=bake),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("loaves left", loaves)
