import { type Arbitrary, array, boolean, constantFrom, integer, oneof, record, tuple } from 'fast-check'

/** Lines of a task; `N` stands for the task's number. */
type Piece = readonly string[]

const indented = (piece: Piece): string[] => piece.map((line) => `    ${line}`)
const lines = (...texts: readonly string[]): Piece => texts
const pause = 'await asyncio.sleep(0)'

const plain: Arbitrary<Piece> = constantFrom(
  lines('print("N", total)'),
  lines('total += N'),
  lines('seen = total', pause, 'total = seen + N'),
  lines(pause),
  lines('event.set()'),
  lines('event.clear()'),
  lines('items.put_nowait(N)'),
  lines('print("N", items.qsize(), lock.locked())')
)

const waits: Arbitrary<Piece> = constantFrom(
  lines('await event.wait()'),
  lines('await items.put(N)'),
  lines('got = await items.get()', 'print("N got", got)'),
  lines('await asyncio.to_thread(speak, N)'),
  lines('try:', '    print("N", items.get_nowait())', 'except asyncio.QueueEmpty:', '    print("N finds nothing")')
)

const blocks: Arbitrary<Piece> = tuple(
  constantFrom('async with lock:', 'async with room:', 'async with changed:'),
  array(oneof({ weight: 3, arbitrary: plain }, waits), { minLength: 1, maxLength: 2 })
).map(([head, inside]) => [head, ...inside.flatMap(indented)])

const conditions: Arbitrary<Piece> = constantFrom(
  lines('async with changed:', '    await changed.wait()', '    print("N woken")'),
  lines('async with changed:', '    total += 1', '    changed.notify()'),
  lines('async with changed:', '    changed.notify_all()'),
  lines('async with changed:', '    await changed.wait_for(lambda: total > 0)')
)

const guarded: Arbitrary<Piece> = tuple(
  oneof(plain, waits),
  constantFrom(
    lines('except asyncio.CancelledError:', '    print("N stops")', '    raise'),
    lines('except asyncio.CancelledError:', '    print("N goes on")'),
    lines('finally:', '    print("N leaves")'),
    lines('finally:', `    ${pause}`, '    print("N leaves late")')
  )
).map(([inside, end]) => ['try:', ...indented(inside), ...indented([pause]), ...end])

const failing = constantFrom(lines('raise ValueError("N")'), lines('if total > 1:', '    raise ValueError("N")'))

const body: Arbitrary<Piece> = array(
  oneof(
    { weight: 5, arbitrary: plain },
    { weight: 3, arbitrary: waits },
    { weight: 3, arbitrary: blocks },
    { weight: 1, arbitrary: conditions },
    { weight: 2, arbitrary: guarded },
    { weight: 1, arbitrary: failing }
  ),
  { minLength: 1, maxLength: 2 }
).map((pieces) => pieces.flat())

/** How main begins its tasks, and how it waits for them. */
const endings: Arbitrary<(count: number) => Piece> = oneof(
  constantFrom(() => lines('await asyncio.gather(*tasks, return_exceptions=True)')),
  constantFrom(() => lines('try:', '    await asyncio.gather(*tasks)', 'except ValueError as error:', '    print("main", f"{error}")')),
  constantFrom(() => lines('for task in tasks:', '    await task')),
  constantFrom(() => lines('try:', '    await asyncio.wait_for(tasks[0], 5)', 'finally:', '    print("main", tasks[0].done())')),
  constantFrom(() => lines(pause, 'tasks[0].cancel()', 'await asyncio.gather(*tasks, return_exceptions=True)', 'print(tasks[0].cancelled())')),
  constantFrom((count: number) => lines(pause, `print(await tasks[${count - 1}])`))
)

const inGroup = (count: number): Piece =>
  lines(
    'try:',
    '    async with asyncio.TaskGroup() as group:',
    ...Array.from({ length: count }, (_, at) => `        group.create_task(work${at + 1}())`),
    'except ExceptionGroup as error:',
    '    print("main", f"{error}")'
  )

const uses = (word: string, text: string): boolean => new RegExp(`\\b${word}\\b`).test(text)

/** A program of two or three tasks that share a number and what `asyncio` has to wait at. Some wait for ever, some fail, some are cancelled. */
export const taskProgram: Arbitrary<string> = record({
  bodies: array(body, { minLength: 2, maxLength: 3 }),
  ending: endings,
  grouped: integer({ min: 0, max: 4 }).map((number) => number === 0),
  room: integer({ min: 1, max: 2 }),
  bound: integer({ min: 0, max: 1 }),
  early: boolean()
}).map(({ bodies, ending, grouped, room, bound, early }) => {
  const tasks = bodies.map((piece, at) => {
    const own = piece.map((line) => line.replaceAll('N', String(at + 1)))
    const isGlobal = own.some((line) => /\btotal \+?=/.test(line))
    return [`async def work${at + 1}():`, ...(isGlobal ? ['    global total'] : []), ...indented(own), `    return ${at + 1}`]
  })
  const begun = bodies.map((_, at) => `asyncio.create_task(work${at + 1}())`)
  const main = grouped ? inGroup(bodies.length) : [`tasks = [${begun.join(', ')}]`, ...(early ? [pause] : []), ...ending(bodies.length)]
  return [
    'import asyncio',
    'total = 0',
    'lock = asyncio.Lock()',
    `room = asyncio.Semaphore(${room})`,
    'event = asyncio.Event()',
    'changed = asyncio.Condition()',
    `items = asyncio.Queue(${bound})`,
    'def speak(number):',
    '    print(number, "in a thread")',
    ...tasks.flat(),
    'async def main():',
    ...indented(main),
    '    print("end", total)',
    'asyncio.run(main())',
    ''
  ]
    .filter((line, _, all) => {
      const name = /^(lock|room|event|changed|items) = /.exec(line)?.[1]
      return name === undefined || all.some((other) => other !== line && uses(name, other))
    })
    .join('\n')
})
