import { expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import { validate } from '../../../src/core/trace/validate'
import { compiled } from '../program/compiled'
import { ran, told } from './ran'

const head = 'from concurrent.futures import ThreadPoolExecutor, TimeoutError, CancelledError, wait\n'

/** What a program can print in any order, and whether it may end in a deadlock. */
function endsOf(text: string) {
  const exploration = createExploration(compiled(head + text), usualOptions, () => 0)
  while (!exploration.work(Number.POSITIVE_INFINITY));
  const { outcomes, deadlocks, failures, extent } = exploration.report()
  const printed = [...new Set(outcomes.map(({ output }) => output.join('|')))].toSorted()
  return { printed, deadlock: deadlocks.length > 0, failures: failures.map(({ kind, line }) => `${kind} ${line}`), complete: extent.complete }
}
const good = (...printed: readonly string[]) => ({ printed, deadlock: false, failures: [], complete: true })

test('a result is what the work returned, whenever it is asked for', () => {
  const text =
    'def f(a, b=1):\n    return a + b\nwith ThreadPoolExecutor(2) as pool:\n    x = pool.submit(f, 1)\n    y = pool.submit(f, a=2, b=3)\nprint(x.result(), y.result(), x.result())\n'
  expect(endsOf(text)).toEqual(good('2 5 2'))
})

test('one worker does the work in the order in which it was submitted, two in any', () => {
  const text = (workers: number) =>
    `def f(n):\n    print(n)\nwith ThreadPoolExecutor(max_workers=${workers}) as pool:\n    pool.submit(f, 1)\n    pool.submit(f, 2)\n`
  expect(endsOf(text(1))).toEqual(good('1|2'))
  expect(endsOf(text(2))).toEqual(good('1|2', '2|1'))
})

test('a pool that was made before is left like any other: when all its work is done', () => {
  const text =
    'def f():\n    print("done")\n    return 1\ndef leave(given):\n    with given:\n        return given.submit(f)\npool = ThreadPoolExecutor(1)\nwith pool:\n    x = pool.submit(f)\nprint("left", x.result())\ny = leave(ThreadPoolExecutor(1))\nprint(y.done())\ntry:\n    pool.submit(f)\nexcept RuntimeError as e:\n    print(e)\n'
  expect(endsOf(text)).toEqual(good('done|left 1|done|True|cannot schedule new futures after shutdown'))
})

test('results of a map come in the order of the values', () => {
  const text =
    'def f(a, b):\n    return a * b\nwith ThreadPoolExecutor(2) as pool:\n    for r in pool.map(f, [1, 2], range(3, 5)):\n        print(r)\n    print(sum(pool.map(f, [1], [9])))\n'
  expect(endsOf(text)).toEqual(good('3|8|9'))
})

test('an exception comes to whoever asks for the result, with the line that raised it', () => {
  const caught = 'def f():\n    raise ValueError("no")\npool = ThreadPoolExecutor(1)\nx = pool.submit(f)\n'
  expect(endsOf(`${caught}try:\n    x.result()\nexcept ValueError as e:\n    print(e)\n`)).toEqual(good('no'))
  expect(endsOf(`${caught}x.result()\n`).failures).toEqual(['ValueError 3'])
  // nobody asks, nobody hears of it
  expect(endsOf(caught)).toEqual(good(''))
})

test('when a piece of a map has failed, work that nobody has begun is dropped', () => {
  const text =
    'def f(n):\n    if n == 1:\n        raise ValueError("no")\n    print(n)\nwith ThreadPoolExecutor(1) as pool:\n    try:\n        for r in pool.map(f, [1, 2, 3]):\n            print(r)\n    except ValueError:\n        print("failed")\n'
  expect(endsOf(text)).toEqual(good('2|3|failed', '2|failed', '2|failed|3', 'failed', 'failed|2'))
})

const leftEarly = (leave: string) =>
  `def f(n):\n    print(n)\n    return n\ndef main():\n    with ThreadPoolExecutor(1) as pool:\n        for r in pool.map(f, [1, 2]):\n            ${leave}\nmain()\n`

test.each(['break', 'return', 'raise ValueError("no")'])('a loop over a map that is left by %s drops what nobody has begun', (leave) => {
  const { printed, deadlock } = endsOf(
    leave.startsWith('raise') ? leftEarly(leave).replace(/main\(\)\n$/, 'try:\n    main()\nexcept ValueError:\n    pass\n') : leftEarly(leave)
  )
  expect({ printed, deadlock }).toEqual({ printed: ['1', '1|2'], deadlock: false })
})

test('a loop over a map that goes on does all of it', () => {
  expect(endsOf(leftEarly('continue'))).toEqual(good('1|2'))
})

test('waiting with a timeout may end early', () => {
  const text =
    'def f():\n    return 1\npool = ThreadPoolExecutor(1)\nx = pool.submit(f)\ntry:\n    print(x.result(timeout=1))\nexcept TimeoutError:\n    print("late", x.done())\n'
  expect(endsOf(text)).toEqual(good('1', 'late False', 'late True'))
})

test('work can be cancelled until somebody begins it', () => {
  const text =
    'def f():\n    return 1\nwith ThreadPoolExecutor(1) as pool:\n    x = pool.submit(f)\n    print(x.cancel())\ntry:\n    print(x.result())\nexcept CancelledError:\n    print("cancelled")\n'
  expect(endsOf(text)).toEqual(good('False|1', 'True|cancelled'))
})

test('a pool that is shut down takes no more work, but ends what it has', () => {
  const text =
    'def f():\n    print("f")\npool = ThreadPoolExecutor(1)\npool.submit(f)\npool.shutdown()\ntry:\n    pool.submit(f)\nexcept RuntimeError as e:\n    print(e)\n'
  expect(endsOf(text)).toEqual(good('f|cannot schedule new futures after shutdown'))
})

test('work that submits to its own pool may come too late', () => {
  const text =
    'def g():\n    print("g")\ndef f():\n    try:\n        pool.submit(g)\n    except RuntimeError:\n        print("late")\npool = ThreadPoolExecutor(1)\npool.submit(f)\npool.shutdown()\n'
  expect(endsOf(text)).toEqual(good('g', 'late'))
})

test('work that waits for work of its own pool blocks it, and the ring is told', () => {
  const text = 'def g():\n    return 1\ndef f():\n    return pool.submit(g).result()\npool = ThreadPoolExecutor(1)\nprint(pool.submit(f).result())\n'
  expect(endsOf(text)).toEqual({ printed: [], deadlock: true, failures: [], complete: true })
})

test('waiting for all is waiting for each, failed or not', () => {
  const text =
    'def f(n):\n    assert n > 1\npool = ThreadPoolExecutor(2)\nfs = [pool.submit(f, n) for n in range(2)]\nwait(fs)\nprint(fs[0].done(), fs[1].done())\n'
  expect(endsOf(text)).toEqual(good('True True'))
})

test('a pool needs a worker', () => {
  expect(endsOf('n = 0\ntry:\n    ThreadPoolExecutor(max_workers=n)\nexcept ValueError as e:\n    print(e)\n')).toEqual(
    good('max_workers must be greater than 0')
  )
})

test('what one piece of work returns is not taken for what another does', () => {
  const text =
    'def leaf(n):\n    return n\ndef mid(p, n):\n    return p.submit(leaf, n)\npool = ThreadPoolExecutor(2)\nf = pool.submit(leaf, 7)\nm = pool.submit(mid, pool, 5)\nprint(f.result(), m.result().result())\n'
  expect(endsOf(text)).toEqual(good('7 5'))
})

const either =
  'from concurrent.futures import as_completed\ndef f(n):\n    return n\nwith ThreadPoolExecutor(2) as pool:\n    a = pool.submit(f, 0)\n    b = pool.submit(f, 1)\n    for x in as_completed([a, b]):\n        print(x.result())\n'

test('who waits for any of several is told to, and goes on with the one that is done', () => {
  // main asks, then the second is done before the first
  const trace = ran(head + either, '0 1 2 2 0 0').trace()
  expect(validate(trace)).toMatchObject({ ok: true })
  const waits = told(trace).filter((line) => /^\d+ 0 (waitBegan|woken|timedOut)/.test(line))
  expect(waits.map((line) => line.split(' ').slice(2).join(' '))).toEqual([
    'waitBegan a',
    'woken b',
    'woken b',
    'woken b',
    'woken a',
    'woken a',
    'woken work of pool'
  ])
})

test('who waits for any of several that nobody does is in a deadlock', () => {
  const stuck =
    'def g():\n    return 1\ndef f():\n    wait([pool.submit(g)], return_when="FIRST_COMPLETED")\npool = ThreadPoolExecutor(1)\npool.submit(f).result()\n'
  expect(endsOf(stuck)).toMatchObject({ deadlock: true, complete: true })
})
