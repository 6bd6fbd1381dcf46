# -*- coding: latin-1 -*-
import threading

schloß = threading.Lock()
with schloß:
    print(ascii("ä"))
