import os
import time

if os.fork() == 0:
    os.setsid()
    daemon = os.fork()
    if daemon == 0:
        time.sleep(60)
    print(daemon, flush=True)
    os._exit(0)
os.wait()
