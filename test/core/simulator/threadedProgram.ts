import { array, boolean, constantFrom, letrec, oneof, record, tuple } from 'fast-check'

type Block = readonly string[]
const indented = (block: Block): Block => block.map((line) => `    ${line}`)
const flat = (blocks: readonly Block[]): Block => (blocks.length === 0 ? ['pass'] : blocks.flat())

/** What can be done with a condition `k`, an event `e`, a barrier `g`, a queue `q`, chance and the first thread. */
const meetings = constantFrom<Block>(
  ['with k:', '    k.wait()'],
  ['with k:', '    k.wait(0.1)'],
  ['with k:', '    with k:', '        k.wait()'],
  ['with k:', '    k.notify()'],
  ['with k:', '    k.notify_all()'],
  ['k.notify()'],
  ['e.set()'],
  ['e.clear()'],
  ['e.wait()'],
  ['e.wait(0.1)'],
  ['g.wait()'],
  ['g.wait(0.1)'],
  ['g.abort()'],
  ['g.reset()'],
  ['q.put(x)'],
  ['x = q.get()'],
  ['q.get_nowait()'],
  ['q.put(1, timeout=0.1)'],
  ['q.task_done()'],
  ['q.join()'],
  ['x = random.randint(0, 1)'],
  ['if t0.is_alive():', '    x += 1'],
  ['t0.join(0.1)']
)

/** Lines of a thread's body: locks taken and given back in any way, meetings, shared variables, prints, branches, exceptions, calls. */
const body = letrec<{ block: Block; statement: Block }>((tie) => ({
  block: array(tie('statement'), { minLength: 1, maxLength: 3 }).map(flat),
  statement: oneof(
    { maxDepth: 2, withCrossShrink: true },
    constantFrom<Block>(
      ['x += 1'],
      ['y[0] = x'],
      ['x = y[1] + 1'],
      ['print("p", x)'],
      ['a.acquire()'],
      ['a.release()'],
      ['b.release()'],
      ['assert x < 2, "big"'],
      ['help(1)']
    ),
    meetings,
    constantFrom<Block>(['if a.acquire(blocking=False):', '    a.release()'], ['return']),
    record({ lock: constantFrom('a', 'b', 'c'), inside: tie('block') }).map(({ lock, inside }) => [`with ${lock}:`, ...indented(inside)]),
    tie('block').map((inside) => ['for i in range(2):', ...indented(inside)]),
    tie('block').map((inside) => ['if x > 0:', ...indented(inside)]),
    tie('block').map((inside) => ['try:', ...indented(inside), 'finally:', '    x -= 1'])
  )
})).block

/** Programs of one to `most` threads that do anything at all with what they share; main may be gone before them, or wait for them. */
export const threadedProgram = (most: number) =>
  record({
    kinds: tuple(...Array.from({ length: 3 }, () => constantFrom('Lock()', 'RLock()', 'Semaphore(2)', 'BoundedSemaphore(1)', 'Lock()'))),
    bodies: array(body, { minLength: 1, maxLength: most }),
    daemon: boolean(),
    joins: boolean()
  }).map(({ kinds, bodies, daemon, joins }) =>
    [
      'import threading',
      'import queue',
      'import random',
      ...kinds.map((kind, index) => `${'abc'[index]} = threading.${kind}`),
      'k = threading.Condition()',
      'e = threading.Event()',
      'q = queue.Queue(1)',
      'def act():',
      '    print("act")',
      'g = threading.Barrier(2, act)',
      'x = 0',
      'y = [0, None]',
      'def help(n):',
      '    global x',
      '    with c:',
      '        x = x + n',
      ...bodies.flatMap((lines, index) => [`def work{index}():`.replace('{index}', String(index)), '    global x', ...indented(lines)]),
      ...bodies.map((_, index) => `t${index} = threading.Thread(target=work${index}, daemon=${daemon && index === 0 ? 'True' : 'False'})`),
      ...bodies.map((_, index) => `t${index}.start()`),
      ...(joins ? bodies.map((_, index) => `t${index}.join()`) : []),
      'print("end", x)',
      ''
    ].join('\n')
  )
