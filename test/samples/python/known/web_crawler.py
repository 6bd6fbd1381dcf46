"""A crawler with a pool: pages are fetched once each, whoever finds them first."""
import json
import threading
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

SITE = {page: [2 * page + 1, 2 * page + 2, page // 2] for page in range(15)}
seen_lock = threading.Lock()
seen = {0}
fetched = 0
asked = 0


def fetch(page):
    global fetched, asked
    found = []
    for link in SITE.get(page, ()):
        with seen_lock:
            asked += 1
            if link not in seen:
                seen.add(link)
                found.append(link)
    with seen_lock:
        asked += 1
        fetched += 1
    return found


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="crawler") as pool:
    running = {pool.submit(fetch, 0)}
    while running:
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            for page in future.result():
                running.add(pool.submit(fetch, page))
print(len(seen))
print(json.dumps({
    "seen_lock": {"acquired": asked, "released": asked},
    "": {"workBegan": fetched, "workEnded": fetched},
}))
