"""Runs the text named by LAB_SOURCE as the program LAB_FILE: same file name, same `__main__`, same arguments."""
import os
import sys

if 'LAB_RECORDS' in os.environ:  # the tracer takes our settings out of the environment: it was not started, and may not even be found
    sys.exit('this Python is started with -S, -E or -I, which keep the tracer of the lab out')

from labtrace import program  # noqa: E402

program.run()
