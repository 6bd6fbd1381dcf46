"""Its last words are printed by Python itself, where no line of the program is at work any more."""
import atexit
import sys


print("first words")
atexit.register(print, "really gone", file=sys.stderr)
sys.exit("these words, and code 1")
