"""Transfers between accounts, locks in the order of their numbers, an rlock that is taken again inside."""
import json
import threading

TURNS = 20


class Account:
    def __init__(self, number):
        self.number = number
        self.balance = 100
        self.lock = threading.RLock()
        self.taken = 0

    def add(self, amount):
        with self.lock:
            self.taken += 1
            self.balance += amount


accounts = [Account(number) for number in range(3)]


def transfer(source, target):
    for _ in range(TURNS):
        first, second = sorted((source, target), key=lambda account: account.number)
        with first.lock, second.lock:
            first.taken += 1
            second.taken += 1
            source.add(-1)
            target.add(1)


threads = [threading.Thread(target=transfer, args=(accounts[n], accounts[(n + 1) % 3]), name="teller-%d" % n) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(account.balance for account in accounts))
print(json.dumps({
    name: {"acquired": account.taken, "released": account.taken}
    for name, account in zip(["Account.lock", "Account.lock #2", "Account.lock #3"], accounts)
}))
