"""Records what the threads of a Python program do."""
