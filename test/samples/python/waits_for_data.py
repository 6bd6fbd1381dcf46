"""Waits for data that come late or never, and asks for some that are there: says for how long it waited each time, in nanoseconds."""
import os
import select
import selectors
import socket
import threading
import time

ours, theirs = socket.socketpair()
reader, writer = os.pipe()


def late():
    time.sleep(0.3)
    os.write(writer, b'late')


def waited(call):
    begun = time.perf_counter_ns()
    try:
        call()
    except (socket.timeout, BlockingIOError):
        pass
    print(time.perf_counter_ns() - begun)


# there already
theirs.sendall(b'there')
ours.recv(5)
os.write(writer, b'there')
os.read(reader, 5)
ours.setblocking(False)
try:
    ours.recv(1)
except BlockingIOError:
    pass

ours.settimeout(0.05)
waited(lambda: ours.recv(1))
sender = threading.Thread(target=late)
sender.start()
waited(lambda: os.read(reader, 4))
sender.join()
with selectors.DefaultSelector() as selector:
    selector.register(ours, selectors.EVENT_READ)
    waited(lambda: selector.select(0.05))
waited(lambda: select.select([ours], [], [], 0.05))
