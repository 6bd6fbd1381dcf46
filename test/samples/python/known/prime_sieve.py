"""The sieve of Eratosthenes as a chain of threads: each holds back the multiples of one prime."""
import json
import queue
import threading

N = 30
primes = []
links = []
moved = 0


def sieve(source):
    global moved
    prime = source.get()
    if prime is None:
        return
    primes.append(prime)
    target = queue.SimpleQueue()
    links.append(target)
    following = threading.Thread(target=sieve, args=(target,), name="after-%d" % prime)
    following.start()
    while True:
        number = source.get()
        if number is None or number % prime:
            target.put(number)
        if number is None:
            break
    following.join()


numbers = queue.SimpleQueue()
first = threading.Thread(target=sieve, args=(numbers,), name="first")
first.start()
for number in range(2, N):
    numbers.put(number)
numbers.put(None)
first.join()
print(primes)
print(json.dumps({"numbers": {"put": N - 1, "got": N - 1}, "target": {"put": N // 2, "got": N // 2}}))
