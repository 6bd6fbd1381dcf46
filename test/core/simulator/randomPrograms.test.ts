import { array, assert, boolean, constantFrom, integer, letrec, oneof, property, record, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { choicesOf } from '../../../src/core/simulator/choices'
import { createMachine, initialState } from '../../../src/core/simulator/machine'
import type { Machine } from '../../../src/core/simulator/assemble'
import { startRun } from '../../../src/core/simulator/run'
import { mulberry32, random, replay } from '../../../src/core/simulator/scheduler'
import { choicesIn, enabledThreads, step } from '../../../src/core/simulator/step'
import { stuckThreads } from '../../../src/core/simulator/stuck'
import { checkOrder } from '../../../src/core/trace/order'
import { compiled } from './compiled'
import { told } from './ran'

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

const program = record({
  kinds: tuple(...Array.from({ length: 3 }, () => constantFrom('Lock()', 'RLock()', 'Semaphore(2)', 'BoundedSemaphore(1)', 'Lock()'))),
  bodies: array(body, { minLength: 1, maxLength: 3 }),
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

/** Who goes on somewhere among at most `limit` states that can be reached: asked of every state's words, with nothing clever. Null when there are more. */
function moversFrom(machine: Machine, start: Int32Array, limit: number): Set<number> | null {
  // who is woken and then waits for the condition's lock has not moved yet
  const place = (object: string | undefined): string | undefined => object?.replace('lock of k', 'k')
  const look = (state: Int32Array): string[] =>
    choicesOf(machine, state).map(({ status, line, waitsFor }) => JSON.stringify([status, line, place(waitsFor?.object)]))
  const first = look(start)
  const movers = new Set<number>()
  const seen = new Set<string>()
  const waiting = [start]
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const key = state.join(' ')
    if (seen.has(key)) continue
    seen.add(key)
    if (seen.size > limit) return null
    for (const [thread, now] of look(state).entries()) if (now !== first[thread]) movers.add(thread)
    for (const thread of enabledThreads(machine, state)) {
      movers.add(thread)
      for (let choice = 0; choice < choicesIn(machine, state, thread); choice++) {
        const next = state.slice()
        step(machine, next, thread, choice, null)
        waiting.push(next)
      }
    }
  }
  return movers
}

test('a random program runs, replays to the same events, and comes back step by step', () => {
  assert(
    property(program, integer(), (source, seed) => {
      const made = compiled(source)
      const run = startRun(made, { tool: 'test' })
      run.play(random(seed), 60)
      const scheduler = replay(run.schedule())
      if (!scheduler.ok) throw new Error(scheduler.problem.what)
      const again = startRun(made, { tool: 'test' })
      expect(again.play(scheduler.value, run.steps).ok).toBe(true)
      expect(told(again.trace())).toEqual(told(run.trace()))
      expect(checkOrder(run.trace().events)).toEqual({ ok: true, value: null })
      const states: Int32Array[] = [run.state()]
      while (run.back()) states.push(run.state())
      for (let state = states.pop(); state !== undefined; state = states.pop()) {
        expect(run.state()).toEqual(state)
        run.redo()
      }
    }),
    { numRuns: 40, seed: 3 }
  )
}, 60_000)

test('who is called stuck moves in no state that can be reached, and who is not does in some', () => {
  let compared = 0
  assert(
    property(program, integer(), (source, seed) => {
      const machine = createMachine(compiled(source))
      const state = initialState(machine)
      const draw = mulberry32(seed)
      for (let steps = Math.floor(draw() * 12); steps > 0; steps--) {
        const enabled = enabledThreads(machine, state)
        if (enabled.length > 0) step(machine, state, enabled[Math.floor(draw() * enabled.length)] ?? 0, 0, null)
      }
      const movers = moversFrom(machine, state, 1_500)
      const { stuck, complete } = stuckThreads(machine, state)
      if (movers === null) return
      compared++
      const waiting = choicesOf(machine, state).filter(({ status, thread }) => status === 'blocked' && !movers.has(thread))
      const expected = waiting.map(({ thread }) => thread)
      expect(complete).toBe(true)
      // a daemon that is stuck alone is nobody's deadlock: only thread 1 can be one here
      expect([stuck.length === 0 && expected.every((thread) => thread === 1) ? [] : expected]).toEqual([stuck])
    }),
    { numRuns: 80, seed: 4 }
  )
  expect(compared).toBeGreaterThan(50)
}, 60_000)
