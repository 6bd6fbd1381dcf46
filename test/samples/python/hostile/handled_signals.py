"""Handles the signals that tools like to use, while it holds and takes a lock."""
import os
import signal
import threading
import warnings

got = []
lock = threading.RLock()


def handle(number, _):
    with lock:
        got.append(signal.Signals(number).name)


def myself(number):
    os.kill(os.getpid(), number)


handled = (signal.SIGUSR1, signal.SIGTERM, signal.SIGINT, signal.SIGIO, signal.SIGALRM, signal.SIGCHLD)
for number in handled:
    signal.signal(number, handle)
for number in handled[:4]:
    with lock:
        myself(number)
# before there is another thread: one that is just ending would still take it
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
alarmed = threading.Event()
signal.setitimer(signal.ITIMER_REAL, 0.05)
while "SIGALRM" not in got:
    alarmed.wait(0.01)
sender = threading.Thread(target=myself, args=(signal.SIGUSR1,))
sender.start()
sender.join()
warnings.simplefilter("ignore")  # of a fork beside a thread that is just ending
pid = os.fork()
if not pid:
    os._exit(0)
os.waitpid(pid, 0)
print(got)
myself(signal.SIGUSR2)
print(int(signal.sigwait([signal.SIGUSR2])))
