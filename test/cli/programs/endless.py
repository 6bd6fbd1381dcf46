import threading

flag = False


def wait_for_flag():
    while not flag:
        pass


def never_called():
    global flag
    flag = True


t = threading.Thread(target=wait_for_flag)
t.start()
t.join()
