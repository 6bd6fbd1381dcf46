import threading
import os

half = 1 / 2
print(os.getcwd())
