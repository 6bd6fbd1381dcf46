"""A worker that gives way. After each turn it is the other's turn."""
# Changed: two semaphores hand the turn
# over, and nobody can take two.

import threading

workers_turn = threading.Semaphore(1)
visitors_turn = threading.Semaphore(0)
closed = False


def work():
    while True:
        workers_turn.acquire()
        is_over = closed
        visitors_turn.release()
        if is_over:
            return


def visit():
    global closed
    visitors_turn.acquire()
    closed = True
    workers_turn.release()


t1 = threading.Thread(
    target=work, name="worker"
)
t2 = threading.Thread(
    target=visit, name="visitor"
)
t1.start()
t2.start()
t1.join()
t2.join()
print("closed")
