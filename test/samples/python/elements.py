import threading

results = [0] * 2
flag = False
text = "none"


def work(i):
    global flag, text
    results[i] += i + 5
    flag = True
    text = f"thread {i}"


threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
for t in threads:
    t.start()
    t.join()
if flag:
    print(results[0] + results[1], text)
