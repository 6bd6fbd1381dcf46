import sys
from collections import deque

words = deque(sys.argv[1:])
print(" ".join(words))
print("to the side", file=sys.stderr)
