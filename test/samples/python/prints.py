import os
import subprocess
import sys
import threading


def work(name):
    for i in range(200):
        print(name, i, "x" * 20)


threads = [threading.Thread(target=work, args=("abcd"[n],)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("no newline", end="")
print(" and its end")
sys.stdout.buffer.write(b"bytes\n")
sys.stderr.write("to stderr\n")
os.write(1, b"past the tracer\n")
subprocess.run([sys.executable, "-c", "print('from a child')"])
print("ä" * 20000)
print("last", end="")
