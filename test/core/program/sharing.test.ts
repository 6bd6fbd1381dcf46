import { expect, test } from 'vitest'
import { compiled } from './compiled'

const threads = 'import threading\n'
const shared = (source: string): string[] => compiled(threads + source).names.flatMap(({ name, shared: isShared }) => (isShared ? [name] : []))

test('a name that a function rebinds is shared', () => {
  expect(shared('x = 1\ny = 2\ndef f():\n    global x\n    x = y\nf()\n')).toEqual(['x'])
})

test('a name that main binds after the first start is shared if a function mentions it', () => {
  const source = 'before = 1\ndef f():\n    print(before, after)\nt = threading.Thread(target=f)\nt.start()\nafter = 2\nown = 3\nprint(own)\n'
  expect(shared(source)).toEqual(['after'])
})

test('a loop that starts threads binds its own variable without a step', () => {
  expect(shared('def f():\n    pass\nts = [threading.Thread(target=f) for _ in range(2)]\nfor t in ts:\n    t.start()\n')).toEqual([])
})

test('what a loop binds above its start is bound after a start too', () => {
  expect(shared('def f():\n    print(turn)\nts = [threading.Thread(target=f) for _ in range(2)]\nfor t in ts:\n    turn = 1\n    t.start()\n')).toEqual([
    'turn'
  ])
})

test('a start inside a function counts from its call', () => {
  expect(shared('def f():\n    print(x)\ndef go():\n    threading.Thread(target=f).start()\ny = 0\ngo()\nx = 1\n')).toEqual(['x'])
})

const listSteps = (source: string): string[] =>
  compiled(threads + source).code.flatMap((instruction) =>
    instruction.do === 'readItem' || instruction.do === 'writeItem' ? [`${instruction.do}${instruction.step ? ' step' : ''}`] : []
  )

test('elements that a function stores to are read and written by steps', () => {
  expect(listSteps('x = [0] * 2\ndef f(i):\n    x[i] += 1\nf(0)\nprint(x[1])\n')).toEqual(['readItem step', 'readItem step', 'writeItem step'])
})

test('elements that nobody stores to are read freely', () => {
  expect(listSteps('locks = [threading.Lock() for _ in range(2)]\ndef f(i):\n    locks[i].acquire()\nf(0)\n')).toEqual(['readItem'])
})

test('a list is followed through arguments and other lists', () => {
  expect(listSteps('a = [0]\nb = [0]\ndef f(list):\n    list[0] = 1\nf(a)\nprint(a[0], b[0])\n')).toEqual(['readItem step', 'readItem', 'writeItem step'])
})

const names = (source: string): string[] => compiled(threads + source).sites.map((site) => `${site.kind} ${site.name}`)

test('objects are named after the variable that holds them first', () => {
  expect(names('a, b = threading.Lock(), threading.RLock()\n')).toEqual(['lock a', 'rlock b'])
  expect(names('forks = [threading.Lock() for _ in range(3)]\n')).toEqual(['list forks', 'lock forks[]'])
  expect(names('def make():\n    return threading.Semaphore(2)\ngate = make()\n')).toEqual(['semaphore gate'])
  expect(names('locks = []\nfor i in range(2):\n    locks.append(threading.Lock())\n')).toEqual(['list locks', 'lock locks[]'])
})

test('a start matters only where another thread may join', () => {
  const child = 'def child():\n    pass\ndef parent():\n    '
  const run = 'p = threading.Thread(target=parent)\np.start()\np.join()\n'
  expect(compiled(`${threads}${child}c = threading.Thread(target=child)\n    c.start()\n    c.join()\n${run}`).startIsStep).toBe(false)
  expect(
    compiled(
      `${threads}c = threading.Thread(target=print)\n`.replace('print', 'f').replace('c =', 'def f():\n    pass\nc =') +
        'def parent():\n    c.join()\np = threading.Thread(target=parent)\np.start()\nc.start()\n'
    ).startIsStep
  ).toBe(true)
})

test('what may be unbound when it is read is known', () => {
  const program = compiled('def f(n):\n    if n:\n        x = 1\n    y = 2\n    return x + y\nf(1)\n')
  const kinds = program.functions[1]?.registers
    .filter((register) => register.name !== '')
    .map((register) => `${register.name}: ${[...register.kinds].join(' ')}`)
  expect(kinds).toEqual(['n: int', 'x: int unbound', 'y: int'])
})

test('a list that only main sees may grow after a start', () => {
  const source = `${threads}def f():\n    pass\nts = []\nfor i in range(2):\n    t = threading.Thread(target=f)\n    t.start()\n    ts.append(t)\nfor t in ts:\n    t.join()\n`
  expect(compiled(source).startIsStep).toBe(false)
})
