import json
import struct
import threading

print([getattr(module, "NAME", "of the library") for module in (json, struct, threading)])
