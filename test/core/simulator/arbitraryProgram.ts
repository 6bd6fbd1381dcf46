import { type Arbitrary, array, boolean, constantFrom, integer, letrec, oneof, record, tuple } from 'fast-check'

/** Lines of a program, indented from the outermost line on. */
type Block = readonly string[]
const indented = (block: Block): Block => block.map((line) => `    ${line}`)
const joined = (blocks: readonly Block[]): Block => (blocks.length === 0 ? ['pass'] : blocks.flat())

const variable = constantFrom('a', 'b', 'c')
const number = integer({ min: -3, max: 5 }).map(String)

const expression = letrec<{ any: string }>((tie) => ({
  any: oneof(
    { maxDepth: 2, withCrossShrink: true },
    variable,
    number,
    constantFrom(
      'True',
      'None',
      '"x"',
      'xs[a]',
      'xs[-1]',
      'len(xs)',
      'sum(xs)',
      'max(xs)',
      'f(a)',
      'g(b)',
      'f(a, n=2)',
      'q.qsize()',
      'e.is_set()',
      's.acquire(False)',
      'q.get_nowait()'
    ),
    tuple(tie('any'), constantFrom('+', '-', '*', '//', '%', '==', '<', '!=', '>=', 'and', 'or'), tie('any')).map(
      ([left, operator, right]) => `(${left} ${operator} ${right})`
    ),
    tuple(tie('any'), tie('any'), tie('any')).map(([value, test, otherwise]) => `(${value} if ${test} else ${otherwise})`),
    tie('any').map((value) => `(not ${value})`),
    tie('any').map((value) => `f"<{${value.replaceAll('"', "'")}}>"`)
  )
})).any

const kinds = [
  'ValueError',
  'IndexError',
  'TypeError',
  'ZeroDivisionError',
  'RuntimeError',
  'AssertionError',
  'Exception',
  'LookupError',
  'ArithmeticError',
  'queue.Empty',
  'queue.Full'
]
const clauseHead = oneof(
  constantFrom(...kinds).map((kind) => `except ${kind}`),
  constantFrom(...kinds).map((kind) => `except ${kind} as error`),
  tuple(constantFrom(...kinds), constantFrom(...kinds)).map(([first, second]) => `except (${first}, ${second})`)
)
const clause = (block: Arbitrary<Block>): Arbitrary<Block> =>
  tuple(clauseHead, constantFrom('', 'raise', 'raise RuntimeError("in a clause")'), block).map(([head, more, body]) => [
    `${head}:`,
    ...(head.endsWith('error') ? ['    print("caught", error)'] : []),
    ...indented(body),
    ...(more === '' ? [] : [`    ${more}`])
  ])

const attempt = (block: Arbitrary<Block>): Arbitrary<Block> =>
  record({
    body: block,
    clauses: array(clause(block), { minLength: 1, maxLength: 2 }),
    last: constantFrom('', 'else', 'finally', 'both'),
    otherwise: block,
    cleanup: block
  }).map(({ body, clauses, last, otherwise, cleanup }) => [
    'try:',
    ...indented(body),
    ...clauses.flat(),
    ...(last === 'else' || last === 'both' ? ['else:', ...indented(otherwise)] : []),
    ...(last === 'finally' || last === 'both' ? ['finally:', ...indented(withoutJumps(cleanup))] : [])
  ])

// the lab refuses jumps out of a finally
const withoutJumps = (block: Block): Block => block.map((line) => line.replace(/^(\s*)(return .*|break|continue|raise)$/, '$1pass'))

/** Statements that never wait, so that a program of one thread comes to its end. */
const alone = letrec<{ block: Block; statement: Block }>((tie) => ({
  block: array(tie('statement'), { minLength: 1, maxLength: 3 }).map(joined),
  statement: oneof(
    { maxDepth: 3, withCrossShrink: true },
    tuple(variable, expression).map(([name, value]) => [`${name} = ${value}`]),
    tuple(variable, constantFrom('+=', '-=', '*='), expression).map(([name, operator, value]) => [`${name} ${operator} ${value}`]),
    tuple(variable, variable, expression).map(([first, second, value]) => [`${first}, ${second} = ${second}, ${value}`]),
    tuple(constantFrom('xs[0]', 'xs[a]', 'xs[-1]'), expression).map(([item, value]) => [`${item} = ${value}`]),
    array(expression, { minLength: 1, maxLength: 3 }).map((values) => [`print(${values.join(', ')})`]),
    tuple(constantFrom(...kinds.slice(0, 7)), expression).map(([kind, value]) => [`raise ${kind}(${value})`]),
    expression.map((value) => [`assert ${value}, "asserted"`]),
    expression.map((value) => [`return ${value}`]),
    constantFrom<Block>(
      ['q.put_nowait(a)'],
      ['q.put(b, block=False)'],
      ['q.task_done()'],
      ['e.set()'],
      ['e.clear()'],
      ['s.release()'],
      ['raise queue.Empty'],
      ['lock.release()']
    ),
    tuple(variable, tie('block')).map(([name, body]) => [`for ${name} in range(3):`, ...indented(body)]),
    tie('block').map((body) => ['for item in xs:', ...indented(body), '    if item == 2:', '        break', 'else:', '    print("else")']),
    tuple(expression, tie('block'), tie('block')).map(([test, yes, no]) => [`if ${test}:`, ...indented(yes), 'else:', ...indented(no)]),
    tie('block').map((body) => ['with lock:', ...indented(body)]),
    attempt(tie('block')),
    attempt(tie('block'))
  )
})).block

const head = [
  'import queue, threading',
  'lock = threading.RLock()',
  'q = queue.Queue(1)',
  'e = threading.Event()',
  's = threading.BoundedSemaphore(1)',
  'def f(x, n=1):',
  '    return x - n'
]

const plain: Block = ['def g(n):', '    return -n']
const closure: Block = ['def g(n):', '    nonlocal a, c', '    a, c = c, n', '    return a']

/** A program of one thread, whose output does not depend on who goes first: there is nobody else. In half of them an inner function changes variables. */
export const lonelyProgram: Arbitrary<string> = tuple(alone, boolean()).map(([body, inside]) =>
  [
    ...head,
    ...(inside ? [] : plain),
    'def work(a, b):',
    '    c = 0',
    '    xs = [1, 2, 3]',
    ...(inside ? indented(closure) : []),
    ...indented(body),
    '    print("end", a, b, c)',
    'work(1, 2)',
    ''
  ].join('\n')
)

/** Statements of threads that meet: they may wait for ever. */
const together = letrec<{ block: Block; statement: Block }>((tie) => ({
  block: array(tie('statement'), { minLength: 1, maxLength: 3 }).map(joined),
  statement: oneof(
    { maxDepth: 2, withCrossShrink: true },
    constantFrom<Block>(
      ['x += 1'],
      ['print(x)'],
      ['c.notify()'],
      ['c.notify_all()'],
      ['e.set()'],
      ['e.clear()'],
      ['print(e.wait(0.1))'],
      ['e.wait()'],
      ['b.wait()'],
      ['print(b.wait(timeout=0.1))'],
      ['b.abort()'],
      ['b.reset()'],
      ['print(b.n_waiting, b.broken)'],
      ['q.put(x)'],
      ['q.put(x, timeout=0.1)'],
      ['x = q.get()'],
      ['q.get_nowait()'],
      ['q.task_done()'],
      ['q.join()'],
      ['print(q.full(), q.empty())'],
      ['x = random.randint(0, 2)'],
      ['time.sleep(random.random())'],
      ['print(t0.is_alive())'],
      ['t0.join(0.1)'],
      ['lock.acquire(timeout=0.1)'],
      ['lock.release()'],
      ['return']
    ),
    tie('block').map((body) => ['with c:', ...indented(body)]),
    tie('block').map((body) => ['with c:', '    while x == 0:', '        c.wait()', ...indented(body)]),
    tie('block').map((body) => ['with c:', '    c.wait_for(lambda: x > 0, timeout=0.1)', ...indented(body)]),
    tie('block').map((body) => ['with lock:', ...indented(body)]),
    tie('block').map((body) => ['for i in range(2):', ...indented(body)]),
    tie('block').map((body) => ['try:', ...indented(body), 'except (queue.Empty, queue.Full) as error:', '    print("queue", error)']),
    tie('block').map((body) => ['try:', ...indented(body), 'except threading.BrokenBarrierError:', '    print("broken")', 'finally:', '    x -= 1']),
    tie('block').map((body) => ['try:', ...indented(body), 'except RuntimeError as error:', '    print(error)', '    raise'])
  )
})).block

/** A program of up to four threads that meet in every way there is. */
export const meetingProgram: Arbitrary<string> = record({
  bodies: array(together, { minLength: 1, maxLength: 3 }),
  condition: constantFrom('threading.Condition()', 'threading.Condition(lock)'),
  lock: constantFrom('threading.Lock()', 'threading.RLock()'),
  action: constantFrom('', ', action=meet', ', action=fail', ', timeout=0.5'),
  main: together
}).map(({ bodies, condition, lock, action, main }) =>
  [
    'import queue, random, threading, time',
    'x = 0',
    `lock = ${lock}`,
    `c = ${condition}`,
    'e = threading.Event()',
    'q = queue.Queue(1)',
    'def meet():',
    '    print("met", x)',
    'def fail():',
    '    raise ValueError("no")',
    `b = threading.Barrier(2${action})`,
    't0 = threading.Thread(target=meet)',
    ...bodies.flatMap((body, at) => [`def work${at}():`, '    global x', ...indented(body)]),
    'def main():',
    '    global x',
    ...bodies.map((_, at) => `    threading.Thread(target=work${at}, daemon=${at === 0 ? 'True' : 'False'}).start()`),
    ...indented(main),
    't0.start()',
    'main()',
    ''
  ].join('\n')
)
