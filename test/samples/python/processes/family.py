import multiprocessing
import os
import queue
import subprocess
import sys
import threading
import time


def work(lock, jobs, results):
    while True:
        job = jobs.get()
        with lock:
            results.put(job * job)
        thread = threading.Thread(target=time.sleep, args=(0.001,))
        thread.start()
        thread.join()


def daemonise():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(600)
        os._exit(0)
    os.wait()


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1])
    lock, jobs, results = context.Lock(), context.Queue(), context.Queue()
    print("named", lock._semlock.name)
    workers = [context.Process(target=work, args=(lock, jobs, results), daemon=True) for _ in range(2)]
    for worker in workers:
        worker.start()
    daemonise()
    subprocess.Popen(["sleep", "600"])
    number = 0
    while True:
        jobs.put(number)
        number += 1
        try:
            results.get(timeout=0.01)
        except queue.Empty:
            pass
        if number % 50 == 0 and os.fork() == 0:
            os._exit(3)
