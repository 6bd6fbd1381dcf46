import os

counter = 0


def count(by):
    global counter
    counter += by


count(1)
child = os.fork()
if child == 0:
    count(1)
    print("child has", counter)
    os._exit(0)
os.waitpid(child, 0)
print("parent has", counter)
