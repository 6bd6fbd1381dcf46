"""Fork, page by page. Parent and child share their memory until one of them writes."""
# Look for: a page is copied when it is written, by whoever writes it, and no other page with it. Reading copies nothing.
import mmap
import os
import sys
import tempfile
import time

PAGES = 64
PAUSE = 1.2  # seconds between two stages, so that each of them can be looked at
PAGE = mmap.PAGESIZE


def stage(text):
    print(text, flush=True)
    time.sleep(PAUSE)


def block(name):
    """Memory with a name of its own where the system can give it one, so that it is found in the list of all memory."""
    if not hasattr(os, "memfd_create"):
        return mmap.mmap(-1, PAGES * PAGE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANON)
    file = os.memfd_create(name)
    os.ftruncate(file, PAGES * PAGE)
    made = mmap.mmap(file, PAGES * PAGE, flags=mmap.MAP_PRIVATE)
    os.close(file)
    return made


def child(orders, done):
    memory_of = {"r": lambda page: pages[page * PAGE], "w": lambda page: pages.__setitem__(page * PAGE, 2)}
    while True:
        order = os.read(orders, 4).decode()
        if not order:
            os._exit(7)
        if order == "file":
            os.read(shared_file, 40)
        else:
            memory_of[order[0]](int(order[1:]))
        os.write(done, b".")


if not hasattr(os, "fork"):
    sys.exit("this system has no fork: it starts every process anew")
pages = block("pages")
for page in range(PAGES):
    pages[page * PAGE] = 1
file = tempfile.TemporaryFile()
file.write(b"." * 1000)
file.seek(0)
shared_file = file.fileno()
orders, give = os.pipe()
told, done = os.pipe()
stage("before the fork: 64 pages, all of one process")
pid = os.fork()
if pid == 0:
    os.close(give)
    os.close(told)
    child(orders, done)
os.close(orders)
os.close(done)


def ask(order):
    os.write(give, order.encode().ljust(4) if order != "file" else b"file")
    os.read(told, 1)


stage("after the fork: the same pages for both")
for page in range(PAGES):
    ask("r%d" % page)
stage("the child has read every page: still the same")
ask("w5")
stage("the child has written page 5, the parent still sees %d there" % pages[5 * PAGE])
for page in range(16, 24):
    ask("w%d" % page)
stage("the child has written pages 16 to 23")
pages[40 * PAGE] = 3
stage("the parent has written page 40: now it is the one with the copy")
ask("file")
stage("the child has read 40 bytes of the file: the parent is at byte %d too" % os.lseek(shared_file, 0, os.SEEK_CUR))
os.close(give)
status = os.waitpid(pid, 0)[1]
stage("the child has ended with %d: what was shared is the parent's alone" % (status >> 8))
