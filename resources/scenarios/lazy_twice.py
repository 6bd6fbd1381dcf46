"""Lazy initialisation. Whoever needs the settings first loads them."""
# Look for: how often they are loaded.

import threading

settings = None


def get_settings():
    global settings
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
