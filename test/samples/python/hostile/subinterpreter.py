"""An interpreter inside of the interpreter: it runs, and nobody records it."""
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

inner = interpreters.create()
interpreters.run_string(inner, "import threading\nwith threading.Lock():\n    pass\n")
interpreters.destroy(inner)
print("back")
