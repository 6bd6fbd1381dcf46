import asyncio
import json
import threading

steps = 0


async def count():
    global steps
    for _ in range(3):
        await asyncio.sleep(0.001)
        steps += 1
    return steps


def serve(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


loop = asyncio.new_event_loop()
thread = threading.Thread(target=serve, args=(loop,), name='server')
thread.start()
answers = [asyncio.run_coroutine_threadsafe(count(), loop) for _ in range(2)]
for answer in answers:
    answer.result()
asyncio.run(count())
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
print(json.dumps({'tasks': {'taskStarted': 3, 'threadEnded': 3, 'sleepBegan': steps}}))
