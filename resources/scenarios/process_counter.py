"""A counter in each process. Each adds to its own copy, and the first one stays 0."""
# Look for: Process-1: counter. It is
# another variable than counter, and no
# order of steps gives another sum.

from multiprocessing import Process

N = 2
counter = 0


def work():
    global counter
    for i in range(N):
        counter += 1


if __name__ == "__main__":
    processes = []
    for i in range(2):
        process = Process(target=work)
        processes.append(process)
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(counter)
