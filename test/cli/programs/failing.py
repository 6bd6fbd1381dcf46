import threading


def work():
    assert 1 + 1 == 3, "arithmetic still holds"


t = threading.Thread(target=work)
t.start()
t.join()
print("main goes on")
