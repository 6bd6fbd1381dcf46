"""Hands environments to programs in all ways that there are, some of which cannot be."""
import os
import subprocess
import sys

ask = [sys.executable, '-c', 'import os; print(os.environ.get("FRUIT"))']


def answer(**more):
    return subprocess.run(ask, stdout=subprocess.PIPE, check=True, **more).stdout.decode().strip()


print(answer())
# past os.environ
os.putenv('FRUIT', 'apple')
print(answer(), os.environ.get('FRUIT'))
if os.name == 'posix':
    print(answer(preexec_fn=lambda: os.putenv('FRUIT', 'pear')))
print(answer(env=dict(os.environ, FRUIT='plum')))
os.environ['FRUIT'] = 'cherry'
print(answer())
del os.environ['FRUIT']
print(answer())

for environment in ({'A=B': 'c'}, {'A\0B': 'c'}, {'A': 'b\0c'}, {'A': 5}, 5):
    for run in (os.execve, getattr(os, 'posix_spawn', os.execve)):
        try:
            run(sys.executable, ask, environment)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
