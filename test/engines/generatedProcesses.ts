import { type Arbitrary, array, boolean, constantFrom, letrec, oneof, record } from 'fast-check'
import { type Block, blockOf, indented } from './nested'

const alone = constantFrom<Block>(
  ['x += 1'],
  ['row[0] += 1'],
  ['v.value += 1'],
  ['v.value = x'],
  ['cells[1] += 1'],
  ['cells[0] = v.value'],
  ['print("p", x, row[0])'],
  ['print("v", v.value, cells[1])'],
  ['lock.acquire()'],
  ['lock.release()'],
  ['again.acquire()'],
  ['again.release()'],
  ['inner.acquire()'],
  ['inner.release()'],
  ['if lock.acquire(timeout=0.01):', '    lock.release()'],
  ['room.acquire(False)'],
  ['room.release()'],
  ['event.set()'],
  ['event.clear()'],
  ['event.wait()'],
  ['event.wait(0.01)'],
  ['with k:', '    k.wait()'],
  ['with k:', '    k.wait(0.01)'],
  ['with k:', '    k.notify()'],
  ['with k:', '    k.notify_all()'],
  ['g.wait()'],
  ['g.wait(0.01)'],
  ['g.abort()'],
  ['q.put(x)'],
  ['x = q.get()'],
  ['here.send(x)'],
  ['x = there.recv()'],
  ['if here.poll():', '    x = here.recv()'],
  ['raise ValueError("no")'],
  ['assert x < 1, "big"']
)

/** What the first process can ask of one that it made. */
const asking = constantFrom<Block>(['p0.join()'], ['p0.join(0.01)'], ['print(p0.is_alive())'], ['print(p0.exitcode)'], ['p0.start()'])

const body = (asks: boolean): Arbitrary<Block> =>
  letrec<{ block: Block; statement: Block }>((tie) => ({
    block: blockOf(tie('statement'), 3),
    statement: oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 6, arbitrary: alone },
      { weight: asks ? 2 : 1, arbitrary: asks ? asking : alone },
      record({ what: constantFrom('lock', 'again', 'room', 'k', 'v.get_lock()', 'inner'), inside: tie('block') }).map(({ what, inside }) => [
        `with ${what}:`,
        ...indented(inside)
      ]),
      tie('block').map((inside) => ['for i in range(2):', ...indented(inside)]),
      tie('block').map((inside) => ['if x > 0:', ...indented(inside)]),
      tie('block').map((inside) => ['try:', ...indented(inside), 'except Exception as e:', '    print(type(e).__name__)']),
      tie('block').map((inside) => ['try:', ...indented(inside), 'finally:', '    x -= 1'])
    )
  })).block

/** Programs of main and one or two processes that do anything with their own names and lists, and with what they share. */
export const processProgram: Arbitrary<string> = record({
  bodies: array(body(false), { minLength: 1, maxLength: 2 }),
  before: oneof(body(false), constantFrom<Block>([])),
  main: body(true),
  joins: boolean(),
  daemon: boolean()
}).map(({ bodies, before, main, joins, daemon }) =>
  [
    'import multiprocessing',
    'import threading',
    'x = 0',
    'row = [0, 0]',
    'v = multiprocessing.Value("i", 0)',
    'cells = multiprocessing.Array("i", 2)',
    'lock = multiprocessing.Lock()',
    'again = multiprocessing.RLock()',
    'inner = threading.Lock()',
    'room = multiprocessing.Semaphore(1)',
    'event = multiprocessing.Event()',
    'k = multiprocessing.Condition()',
    'g = multiprocessing.Barrier(2)',
    'q = multiprocessing.Queue()',
    'here, there = multiprocessing.Pipe()',
    ...bodies.flatMap((lines, index) => [`def work${index}():`, '    global x', ...indented(lines)]),
    ...bodies.map((_, index) => `p${index} = multiprocessing.Process(target=work${index}, daemon=${daemon && index === 0 ? 'True' : 'False'})`),
    ...before,
    ...bodies.map((_, index) => `p${index}.start()`),
    ...main,
    ...(joins ? bodies.map((_, index) => `p${index}.join()`) : []),
    'print("end", x, v.value)',
    ''
  ].join('\n')
)
