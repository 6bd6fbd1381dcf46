import json
import multiprocessing
import multiprocessing.connection
import sys


def work(counts, done, lock, times):
    for _ in range(times):
        with lock:
            counts["all"] += 1
    done.append(multiprocessing.current_process().name)


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    with multiprocessing.Manager() as manager:
        counts, done, lock = manager.dict(all=0), manager.list(), manager.Lock()
        workers = [multiprocessing.Process(target=work, args=(counts, done, lock, 5), name="worker %d" % number) for number in range(3)]
        for worker in workers:
            worker.start()
        # the end of the last one is there to be seen before anybody joins it
        multiprocessing.connection.wait([workers[-1].sentinel])
        for worker in workers:
            worker.join()
        server = manager._process.pid
        print(json.dumps({"all": counts["all"], "done": sorted(done), "server": server, "workers": [worker.pid for worker in workers]}))
