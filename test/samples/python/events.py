import threading

go = threading.Event()
never = threading.Event()
passed = 0
count_lock = threading.Lock()


def runner():
    global passed
    go.wait()
    with count_lock:
        passed += 1


runners = [threading.Thread(target=runner) for _ in range(3)]
for thread in runners:
    thread.start()
print(never.wait(0.01), never.wait(0))
go.set()
for thread in runners:
    thread.join()
print(go.wait(), go.wait(1), passed)
go.clear()
print(go.is_set())
