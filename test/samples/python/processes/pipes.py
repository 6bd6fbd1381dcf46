import multiprocessing
import sys
from multiprocessing.connection import wait


def answer(end):
    while True:
        number = end.recv()
        if number is None:
            break
        end.send(number * number)
    end.send_bytes(b"that was all")


def pour(sink, count):
    for number in range(count):
        sink.send([number] * 20_000)
    sink.close()


if __name__ == "__main__":
    context = multiprocessing.get_context(sys.argv[1] if len(sys.argv) > 1 else "fork")
    mine, yours = context.Pipe()
    squarer = context.Process(target=answer, args=(yours,), name="squarer")
    squarer.start()
    total = 0
    for number in range(5):
        mine.send(number)
        total += mine.recv()
    print(mine.poll(), mine.poll(0.01))
    mine.send(None)
    print(mine.poll(None))
    print(total, mine.recv_bytes().decode())
    squarer.join()

    source, sink = context.Pipe(duplex=False)
    pourer = context.Process(target=pour, args=(sink, 3), name="pourer")
    pourer.start()
    sink.close()
    got = 0
    while True:
        wait([source])
        try:
            got += len(source.recv())
        except EOFError:
            break
    pourer.join()
    print(got)
