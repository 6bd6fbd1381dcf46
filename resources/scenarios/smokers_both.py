"""Cigarette smokers who take both. What they cannot use they leave there."""
# Changed: both ingredients are taken
# under one lock, or none.

import threading

ROUNDS = 2
table = [0, 0, 0]
changed = threading.Condition()
smoked = threading.Semaphore(0)


def smoke(own):
    a = (own + 1) % 3
    b = (own + 2) % 3
    while True:
        with changed:
            while not (
                table[a] and table[b]
            ):
                changed.wait()
            table[a] = table[b] = 0
        print(f"{own} smokes")
        smoked.release()


for own in range(3):
    t = threading.Thread(
        target=smoke,
        args=(own,),
        name=f"smoker-{own}",
        daemon=True,
    )
    t.start()
for n in range(ROUNDS):
    with changed:
        table[(n + 1) % 3] = 1
        table[(n + 2) % 3] = 1
        changed.notify_all()
    smoked.acquire()
print("all rounds done")
