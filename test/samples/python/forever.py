import threading

lock = threading.Lock()
print("running")
while True:
    with lock:
        pass
