import { expect, test } from 'vitest'
import { createExploration, usualOptions } from '../../../src/core/explorer/exploration'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { compile } from '../../../src/core/program/compile'
import { validate } from '../../../src/core/trace/validate'
import { compiled } from '../program/compiled'
import { eventsOf, ran } from './ran'

/** What a program can print in any order, with the orders cut down and not, which must be the same. */
function endsOf(text: string) {
  const [short, long] = (['reduced', 'full'] as const).map((tier) => {
    const exploration = createExploration(compiled(text), { ...usualOptions, tier }, () => 0)
    while (!exploration.work(Number.POSITIVE_INFINITY));
    const { outcomes, deadlocks, failures, races, extent } = exploration.report()
    return {
      printed: [...new Set(outcomes.map(({ output }) => output.join('|')))].toSorted(),
      deadlock: deadlocks.length > 0,
      failures: failures.map(({ kind, line }) => `${kind} ${line}`),
      races: races.map(({ variable }) => variable),
      complete: extent.complete
    }
  })
  expect(short).toEqual(long)
  return short
}
const good = (...printed: readonly string[]) => ({ printed, deadlock: false, failures: [], races: [], complete: true })
const twice = 'ps = [Process(target=work) for _ in range(2)]\nfor p in ps:\n    p.start()\nfor p in ps:\n    p.join()\n'

test('what a process does to a name it does to its copy', () => {
  const text = `from multiprocessing import Process\nn = 0\ndef work():\n    global n\n    n += 1\n    print(n)\n${twice}print("main", n)\n`
  expect(endsOf(text)).toEqual(good('1|1|main 0'))
})

test('a copy is as its name was at the start', () => {
  const text = 'from multiprocessing import Process\nn = 1\ndef work():\n    print(n)\np = Process(target=work)\nn = 2\np.start()\nn = 3\np.join()\nprint(n)\n'
  expect(endsOf(text)).toEqual(good('2|3'))
})

test('lists are copied with all that they hold, and arguments are the same copies', () => {
  const text =
    'from multiprocessing import Process\na = [[0, 0], [0]]\ndef work(row):\n    row[1] = 7\n    print(a[0][1], a[1][0])\np = Process(target=work, args=(a[0],))\np.start()\np.join()\nprint(a[0][1])\n'
  expect(endsOf(text)).toEqual(good('7 0|0'))
})

test('a shared number loses updates without its lock, and none with it', () => {
  const head = 'from multiprocessing import Process, Value\nv = Value("i", 0)\ndef work():\n'
  const lost = endsOf(`${head}    v.value += 1\n${twice}print(v.value)\n`)
  expect(lost).toEqual({ ...good('1', '2'), races: ['v.value'] })
  expect(endsOf(`${head}    with v.get_lock():\n        v.value += 1\n${twice}print(v.value)\n`)).toEqual(good('2'))
})

test('whoever reads or writes a shared number waits for who holds its lock', () => {
  const head = 'from multiprocessing import Event, Process, Value\nv = Value("i", 0)\ne = Event()\ndef work():\n    with v.get_lock():\n'
  const begin = 'p = Process(target=work)\np.start()\n'
  const between = `${head}        v.value = 1\n        v.value = 2\n${begin}print(v.value)\np.join()\n`
  expect(endsOf(between)).toEqual(good('0', '2'))
  // who has the lock waits for main, and main for the lock
  const stuck = (access: string): string => `${head}        e.wait()\n${begin}${access}\ne.set()\np.join()\nprint("end")\n`
  expect(endsOf(stuck('v.value = 1'))).toEqual({ ...good('end'), deadlock: true })
  expect(endsOf(stuck('print(v.value)'))).toEqual({ ...good('0|end'), deadlock: true })
  expect(endsOf(stuck('v.value += 1'))).toEqual({ ...good('end'), deadlock: true })
})

test('a queue between processes brings what they put', () => {
  const text = `from multiprocessing import Process, Queue\nq = Queue()\ndef work():\n    q.put(2)\n${twice}print(q.get() + q.get())\n`
  expect(endsOf(text)).toEqual(good('4'))
})

test('a lock that is held at the start is held in the copy for ever; one of multiprocessing is not copied', () => {
  const text = (from: string) =>
    `from multiprocessing import Process\nfrom ${from} import Lock\nlock = Lock()\ndef work():\n    with lock:\n        print("in")\np = Process(target=work)\nwith lock:\n    p.start()\np.join()\nprint("out")\n`
  expect(endsOf(text('threading'))).toEqual({ ...good(), deadlock: true })
  expect(endsOf(text('multiprocessing'))).toEqual(good('in|out'))
  expect(endsOf(text('threading').replaceAll('Lock', 'RLock'))).toEqual(good('in|out'))
})

test('an exception ends its process only, which tells by its exit code', () => {
  const text =
    'from multiprocessing import Process\ndef work(n):\n    print(1 // n)\na = Process(target=work, args=(1,))\nb = Process(target=work, args=(0,), name="b")\nprint(a.exitcode)\na.start()\na.join()\nb.start()\nb.join()\nprint(a.exitcode, b.exitcode, a.name, b.is_alive())\n'
  expect(endsOf(text)).toEqual({ ...good('None|1|0 1 Process-1 False'), failures: ['ZeroDivisionError 3'] })
})

test('the trace tells processes, and whose copy is written', () => {
  const run = ran('from multiprocessing import Process\nn = 0\ndef work():\n    global n\n    n = 5\np = Process(target=work)\np.start()\np.join()\n')
  const told = eventsOf(run.trace())
  expect(told).toContainEqual(expect.objectContaining({ type: 'threadStarted', thread: 1, process: 1, name: 'Process-1' }))
  expect(told).toContainEqual(expect.objectContaining({ type: 'processExited', process: 1, code: 0 }))
  const copy = told.flatMap((event) => (event.type === 'declared' && event.name === 'Process-1: n' ? [event.object] : []))
  expect(told.flatMap((event) => (event.type === 'written' && event.object === copy[0] ? [event.value] : []))).toEqual([0, 5])
})

test('a copy of a held lock is held by who will never give it back, and who waits for it is seen to be in a deadlock', () => {
  const text =
    'from multiprocessing import Process\nfrom threading import Lock, RLock\nlock = Lock()\nmine = RLock()\ndef work():\n    mine.release()\n    with lock:\n        pass\np = Process(target=work)\nwith lock, mine:\n    p.start()\np.join()\n'
  const run = ran(text)
  const trace = run.trace()
  expect(validate(trace)).toMatchObject({ ok: true })
  expect(deadlocksAt(trace, trace.end)[0]?.words).toContain('Process-1 waits for Process-1: lock, held by MainThread')
  expect(eventsOf(trace).filter(({ type }) => type === 'processStarted')).toMatchObject([{ process: 0 }, { process: 1 }])
})

test.each([
  [
    'import multiprocessing, threading\ndef f():\n    pass\nthreading.Thread(target=f).start()\nmultiprocessing.Process(target=f).start()\n',
    'threads or processes'
  ],
  ['from multiprocessing import Process\ndef g():\n    pass\ndef f():\n    Process(target=g).start()\nProcess(target=f).start()\n', 'only the first process'],
  ['from multiprocessing import Process\nimport queue\nq = queue.Queue()\ndef f():\n    q.put(1)\nProcess(target=f).start()\n', 'a copy of this queue'],
  ['from multiprocessing import Pool\n', '`multiprocessing.Pool` is outside'],
  ['from multiprocessing import Value\nv = Value("d", 0)\n', 'a whole number'],
  ['from multiprocessing import Queue\nq = Queue()\nq.put([1])\n', 'sent as a copy'],
  ['x = 1\nx.value = 2\n', 'its `.value`'],
  ['from multiprocessing import Array\na = Array("d", 2)\n', 'are whole numbers here'],
  ['from multiprocessing import Array\na = Array("i", 2)\nb = Array("i", a)\n', 'may be no number'],
  ['from multiprocessing import Array\na = Array("i", ["x"])\n', 'holds whole numbers'],
  ['from multiprocessing import Array\na = Array("i", 2)\na[0] = "x"\n', 'holds whole numbers'],
  ['from multiprocessing import Array\na = Array("i", 2)\na.append(1)\n', 'keeps its length'],
  ['from multiprocessing import Array\na = Array("i", 2)\nwith a.get_lock():\n    pass\n', 'its lock taken here may be a list'],
  ['from multiprocessing import Condition, Lock\nc = Condition(Lock())\n', 'an `RLock` of `multiprocessing`'],
  ['from multiprocessing import RLock\nfrom threading import Condition\nc = Condition(RLock())\n', 'over a lock of `multiprocessing`'],
  [
    'from multiprocessing import Process\nimport threading\nc = threading.Barrier(2)\ndef f():\n    c.wait()\nProcess(target=f).start()\n',
    'a copy of this barrier'
  ]
])('%j is refused with its place', (text, what) => {
  const found = compile(text, { file: 'bad.py' })
  expect(found.ok ? [] : found.problems.map((problem) => problem.what)).toContainEqual(expect.stringContaining(what))
})

test('the end of main ends processes that are daemons before it waits for the others', () => {
  const text =
    'from multiprocessing import Event, Process\ngo = Event()\ndef tell():\n    go.set()\ndef hear():\n    go.wait()\n    print("heard")\nProcess(target=tell, daemon=True).start()\nProcess(target=hear).start()\n'
  expect(endsOf(text)).toEqual({ ...good('heard'), deadlock: true })
})
