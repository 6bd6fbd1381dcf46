import _thread
import multiprocessing
import os
import sys
import threading
import warnings

warnings.simplefilter("error")
lock = threading.Lock()


def child(number):
    with lock:
        print("child", number, flush=True)
    thread = threading.Thread(target=print, args=("thread of child", number), kwargs={"flush": True})
    thread.start()
    thread.join()


def raw(done):
    with lock:
        pass
    done.release()


if __name__ == "__main__":
    print("begun ", end="")
    with lock:
        pid = os.fork()
        if pid == 0:
            print("forked", os.environ.get("LAB_RECORDS"), os.environ.get("PYTHONPATH"), flush=True)
            os._exit(0)
        os.waitpid(pid, 0)
    for method in ("fork", "spawn"):
        process = multiprocessing.get_context(method).Process(target=child, args=(method,))
        process.start()
        process.join()
        print(method, process.exitcode)
    done = _thread.allocate_lock()
    done.acquire()
    _thread.start_new_thread(raw, (done,))
    done.acquire()
