import { describe, expect, test } from 'vitest'
import { compiled } from './compiled'
import { everyOrder } from './everyOrder'

const outcomesOf = (source: string): string[] => [...everyOrder(compiled(source)).endings.keys()].toSorted()

describe('conditions', () => {
  const handover = (wait: string): string => `import threading
cond = threading.Condition()
ready = False
def consumer():
    with cond:
        ${wait}
        print("got it")
def producer():
    global ready
    with cond:
        ready = True
        cond.notify()
a = threading.Thread(target=consumer)
b = threading.Thread(target=producer)
a.start()
b.start()
a.join()
b.join()
`
  test('waiting in a loop over the predicate always comes through', () => {
    expect(outcomesOf(handover('while not ready:\n            cond.wait()'))).toEqual(['got it'])
  })

  test('a notify that comes before the wait is lost', () => {
    expect(outcomesOf(handover('cond.wait()'))).toEqual(['deadlock', 'got it'])
  })
})
