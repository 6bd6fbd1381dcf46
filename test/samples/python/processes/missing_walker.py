import multiprocessing
import os
import signal
import sys
import time


def walk(gate):
    gate.wait()


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    gate = context.Barrier(2)
    first = context.Process(target=walk, args=(gate,), name="first")
    first.start()
    while gate.n_waiting == 0:
        time.sleep(0.01)
    with gate._cond:  # killed with this lock in its hands, it would leave nothing that anybody could wait at
        pass
    os.kill(first.pid, signal.SIGKILL)
    first.join()
    gate.wait()
