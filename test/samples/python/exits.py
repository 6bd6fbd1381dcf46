import os
import threading

lock = threading.Lock()
lock.acquire()
print("before", end="")
os._exit(7)
