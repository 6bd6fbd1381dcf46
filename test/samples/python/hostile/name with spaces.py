import threading

with threading.Lock():
    print(__file__.rsplit("/", 1)[-1], __name__)
