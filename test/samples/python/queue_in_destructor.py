import gc
import queue

seen = queue.SimpleQueue()
gc.set_threshold(5)


class Ring:
    def __init__(self):
        self.me = self

    def __del__(self):
        seen.put("gone")


for number in range(200):
    Ring()
    seen.put([number])
gc.collect()
print(seen.qsize())
