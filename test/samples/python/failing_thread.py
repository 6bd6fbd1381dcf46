import threading


def work():
    raise ValueError("on purpose")


t = threading.Thread(target=work)
t.start()
t.join()
print("main went on")
