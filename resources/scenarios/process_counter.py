"""A counter in each process. Each adds to its own copy, and the first one stays 0."""
# Look for: counter and Process-1: counter are two
# variables. No order of steps gives another sum.

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
        processes.append(Process(target=work))
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(counter)
