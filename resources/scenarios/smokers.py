"""Cigarette smokers. Two of three ingredients lie on the table."""
# Look for: a smoker who takes one of
# them and can never use it.

import threading

ROUNDS = 2
table = [
    threading.Semaphore(0)
    for _ in range(3)
]
smoked = threading.Semaphore(0)


def smoke(own):
    while True:
        table[(own + 1) % 3].acquire()
        table[(own + 2) % 3].acquire()
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
    table[(n + 1) % 3].release()
    table[(n + 2) % 3].release()
    smoked.acquire()
print("all rounds done")
