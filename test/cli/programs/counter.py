import threading

N = 2
counter = 0
ready = False
label = "so far"


def work():
    global counter, ready, label
    for _ in range(N):
        counter += 1
    ready = True
    label = "done"


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
