import { type Arbitrary, array, boolean, constantFrom, integer, letrec, oneof, record } from 'fast-check'
import { type Block, blockOf, indented } from './nested'

/** What both main and the work of a pool can do. */
const alone = constantFrom<Block>(
  ['x += 1'],
  ['print("p", x)'],
  ['event.set()'],
  ['event.wait()'],
  ['lock.acquire()'],
  ['lock.release()'],
  ['q.put(x)'],
  ['x = q.get()'],
  ['x = q.get_nowait()'],
  ['raise ValueError("no")'],
  ['assert x < 1, "big"']
)

/** What can be asked of a pool and its futures; from inside the work too. */
const asking = constantFrom<Block>(
  ['print("r", f.result())'],
  ['f.result(0.01)'],
  ['f.cancel()'],
  ['print(f.done())'],
  ['g = pool.submit(leaf, x)', 'print("g", g.result())'],
  ['pool.submit(leaf, 4)'],
  ['for r in pool.map(leaf, [1, 2]):', '    print("m", r)'],
  ['for r in pool.map(leaf, [1, 0, 2]):', '    print("m", r)', '    break'],
  ['print(sum(pool.map(leaf, [1, 2])))'],
  ['futures = [pool.submit(leaf, n) for n in [1, 2]]', 'for g in as_completed(futures):', '    print("c", g.result())'],
  ['futures = [pool.submit(leaf, n) for n in [0, 2]]', 'wait(futures, return_when=FIRST_EXCEPTION)', 'print(futures[0].done())'],
  ['wait([f], timeout=0.01)'],
  ['wait([f], return_when=FIRST_COMPLETED)'],
  ['for g in as_completed([f], timeout=0.01):', '    print("late", g.done())'],
  ['pool.shutdown(wait=False)']
)

// not from inside the work: Python refuses there what the lab lets wait for ever
const ending = constantFrom<Block>(['pool.shutdown()'], [])

const body = (asks: boolean): Arbitrary<Block> =>
  letrec<{ block: Block; statement: Block }>((tie) => ({
    block: blockOf(tie('statement'), 3),
    statement: oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 4, arbitrary: alone },
      { weight: 4, arbitrary: asks ? asking : alone },
      tie('block').map((inside) => ['with lock:', ...indented(inside)]),
      tie('block').map((inside) => ['for i in range(2):', ...indented(inside)]),
      tie('block').map((inside) => ['if x > 0:', ...indented(inside)]),
      tie('block').map((inside) => ['try:', ...indented(inside), 'except Exception as e:', '    print(type(e).__name__)']),
      tie('block').map((inside) => ['try:', ...indented(inside), 'finally:', '    x -= 1', '    print("left")'])
    )
  })).block

/** Programs of main and a pool of one or two threads, whose work may ask the pool too; in `with`, or left to itself. */
export const poolProgram: Arbitrary<string> = record({
  workers: integer({ min: 1, max: 2 }),
  work: body(false),
  more: array(body(true), { maxLength: 1 }),
  main: body(true),
  end: ending,
  inside: boolean()
}).map(({ workers, work, more, main, end, inside }) => {
  const lines = ['f = pool.submit(work0, 1)', ...more.map(() => 'h = pool.submit(work1, 2)'), ...main, ...end]
  return [
    'from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION',
    'import queue',
    'import threading',
    'x = 0',
    'lock = threading.Lock()',
    'event = threading.Event()',
    'q = queue.Queue(1)',
    'def leaf(n):',
    '    if n == 0:',
    '        raise ValueError("leaf")',
    '    print("leaf", n)',
    '    return n',
    ...[work, ...more].flatMap((block, index) => [`def work${index}(n):`, '    global x', ...indented(block), '    return x + n']),
    ...(inside ? [`with ThreadPoolExecutor(max_workers=${workers}) as pool:`, ...indented(lines)] : [`pool = ThreadPoolExecutor(${workers})`, ...lines]),
    'print("end", x)',
    ''
  ].join('\n')
})
