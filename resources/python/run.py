"""Runs the text named by LAB_SOURCE as the program LAB_FILE: same file name, same `__main__`, same arguments."""
from labtrace import program

program.run()
