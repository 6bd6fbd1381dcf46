import threading

never = threading.Semaphore(0)
threading.Thread(target=never.acquire, daemon=True).start()
raise ValueError("main dies")
