import multiprocessing


def work(results):
    results.put("x" * 1_000_000)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    results = multiprocessing.Queue()
    process = multiprocessing.Process(target=work, args=(results,), name="worker")
    process.start()
    process.join()
    print(len(results.get()))
