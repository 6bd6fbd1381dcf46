import os
import subprocess
import sys

said = subprocess.run([sys.executable, "-c", "print('to my parent')"], stdout=subprocess.PIPE, universal_newlines=True)
print("heard", said.stdout.strip(), flush=True)
print("ended with", subprocess.run(["sh", "-c", "exit 7"]).returncode)
killed = subprocess.Popen(["sleep", "600"])
killed.kill()
print("ended with", killed.wait())
os.system(sys.executable + " -c \"print('by a shell')\"")
os.execv(sys.executable, [sys.executable, "-c", "print('another program')"])
