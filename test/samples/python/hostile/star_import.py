from concurrent.futures import *
from queue import *
from threading import *

lock = Lock()
jobs = SimpleQueue()
more = Queue()
thread = Thread(target=lambda: (jobs.put(1), more.put(2)))
thread.start()
with lock:
    print(jobs.get(), more.get())
thread.join()
with ThreadPoolExecutor(1) as pool:
    print(pool.submit(pow, 2, 5).result())
print(type(current_thread()).__name__, isinstance(Event(), Event))
