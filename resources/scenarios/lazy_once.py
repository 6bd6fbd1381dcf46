"""Lazy initialisation with a lock. The settings are loaded once."""
# Changed: test and load are under a
# lock.

import threading

settings = None
lock = threading.Lock()


def get_settings():
    global settings
    with lock:
        if settings is None:
            print("load")
            settings = 42
        return settings


def work():
    get_settings()


t1 = threading.Thread(target=work)
t2 = threading.Thread(target=work)
t1.start()
t2.start()
t1.join()
t2.join()
print("settings", settings)
