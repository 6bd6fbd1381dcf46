import sys
import threading

WANTED = "x"

thread = threading.Thread(target=print, args=("runs",))
thread.start()
thread.join()
sys.exit(0 if sys.argv[1:] == [WANTED] and __name__ == "__main__" else 5)
