import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { type Run, startRun } from '../../../src/core/simulator/run'
import { random, replay, roundRobin } from '../../../src/core/simulator/scheduler'
import type { Trace } from '../../../src/core/trace/trace'
import { compiled } from './compiled'
import { eventsOf, ran } from './ran'

const folder = join(import.meta.dirname, '../../../resources/scenarios')
const scenarios = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => [file, compiled(readFileSync(join(folder, file), 'utf8'))] as const)

const crossed = compiled(`import threading
lock_a = threading.Lock()
lock_b = threading.Lock()

def forward():
    with lock_a:
        with lock_b:
            pass

def backward():
    with lock_b:
        with lock_a:
            pass

t1 = threading.Thread(target=forward, name="transfer-1")
t2 = threading.Thread(target=backward, name="transfer-2")
t1.start()
t2.start()
t1.join()
t2.join()
print("done")
`)

const started = (program = crossed): Run => startRun(program, { tool: 'test' })

function playedAtRandom(program: typeof crossed, seed: number): Run {
  const run = startRun(program, { tool: 'test' })
  expect(run.play(random(seed), 10_000).ok).toBe(true)
  return run
}

/** All bytes of a trace's columns, as something to compare. */
const bytes = ({ header, events, status }: Trace): unknown => ({ header, status, columns: { ...events, texts: [...events.texts] } })

test.each(scenarios)('%s: a schedule replays to the identical bytes', (_, program) => {
  assert(
    property(integer(), (seed) => {
      const run = playedAtRandom(program, seed)
      const again = startRun(program, { tool: 'test' })
      const scheduler = replay(run.schedule())
      if (!scheduler.ok) throw new Error(scheduler.problem.what)
      expect(again.play(scheduler.value, 10_000)).toEqual({ ok: true, value: run.steps })
      expect(bytes(again.trace())).toEqual(bytes(run.trace()))
      expect(again.state()).toEqual(run.state())
    }),
    { numRuns: 5, seed: 1 }
  )
})

test.each(scenarios)('%s: a step back and the step again change nothing', (_, program) => {
  assert(
    property(integer(), array(integer({ min: 0, max: 100 }), { maxLength: 5 }), (seed, places) => {
      const run = playedAtRandom(program, seed)
      const before = { state: run.state(), schedule: run.schedule(), trace: bytes(run.trace()) }
      for (const place of places) {
        run.back(place % run.steps)
        while (run.undone > 0) expect(run.redo()).toBe(true)
        expect({ state: run.state(), schedule: run.schedule(), trace: bytes(run.trace()) }).toEqual(before)
      }
    }),
    { numRuns: 5, seed: 2 }
  )
})

test.each(scenarios)('%s: moments never go back, and each step begins with its thread', (_, program) => {
  const run = playedAtRandom(program, 7)
  const picks = run
    .schedule()
    .split(' ')
    .map((pick) => Number.parseInt(pick, 10))
  // in main's last step its daemons end before it
  const events = eventsOf(run.trace()).filter(({ type, at, thread }) => !(type === 'threadEnded' && at === picks.length && thread !== picks.at(-1)))
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted((a, b) => a - b))
  const firsts = events.filter((event, row) => event.at > (events[row - 1]?.at ?? 0))
  expect(firsts.map(({ thread }) => thread)).toEqual(picks)
})

test('equal seeds choose alike, others differently', () => {
  const [, program] = scenarios.find(([file]) => file === 'counter.py') ?? scenarios[0] ?? ['', crossed]
  const schedules = [1, 1, 2].map((seed) => playedAtRandom(program, seed).schedule())
  expect(schedules[0]).toBe(schedules[1])
  expect(schedules[0]).not.toBe(schedules[2])
})

test('a step is undone and forgotten when another is taken', () => {
  const run = started()
  expect(run.back()).toBe(false)
  run.step(1)
  run.step(2)
  expect(run.status()).toBe('deadlock')
  expect(run.back()).toBe(true)
  expect([run.status(), run.steps, run.undone]).toEqual(['running', 1, 1])
  run.step(1)
  expect([run.schedule(), run.undone, run.redo()]).toEqual(['1 1', 0, false])
  expect(run.trace().status).toBe(null)
})

test('going back over many checkpoints comes to the same state', () => {
  const program = compiled(`import threading
total = 0
def work():
    global total
    for i in range(1500):
        total += 1
t = threading.Thread(target=work)
t.start()
t.join()
`)
  const run = started(program)
  run.play(roundRobin(), 500)
  const at500 = run.state()
  run.play(roundRobin(), 10_000)
  expect(run.variables()).toEqual({ total: 1500 })
  expect(run.steps).toBe(3000)
  run.back(500)
  expect(run.state()).toEqual(at500)
  expect([run.steps, run.undone, run.variables().total]).toEqual([500, 2500, 250])
})

test('a thread that waits says for what, and cannot be stepped', () => {
  const run = started()
  run.step(1)
  run.step(2)
  expect(run.choices().map(({ name, status, words }) => [name, status, words])).toEqual([
    ['MainThread', 'blocked', 'waits for transfer-1 to end'],
    ['transfer-1', 'blocked', 'waits for `lock_b`, held by transfer-2'],
    ['transfer-2', 'blocked', 'waits for `lock_a`, held by transfer-1']
  ])
  expect(run.choices()[1]?.waitsFor).toEqual({ object: 'lock_b', holders: [2] })
  expect(run.step(1)).toEqual({
    ok: false,
    problem: { at: 'step 3', what: 'thread 1 cannot take a step: transfer-1 waits for `lock_b`, held by transfer-2', try: 'the run is over' }
  })
})

const badSchedules: [schedule: string, at: string, what: string, hint: string][] = [
  ['1 2 1', 'step 3', 'nobody can take a step after step 2, but the schedule goes on with 1', 'stop the schedule after step 2'],
  ['1 7', 'step 2', 'there is no thread 7', 'choose one of 1, 2'],
  ['0', 'step 1', 'thread 0 cannot take a step: MainThread waits for transfer-1 to end', 'choose one of 1, 2'],
  ['1/1', 'step 1', 'the step of thread 1 can go in 1 way, not in way 1', 'choose a way from 0 to 0'],
  ['1 x', 'step 2', '`x` is no step', 'write thread numbers with blanks between (main is 0), such as `1 2 2 1 0`'],
  ['1 -2', 'step 2', '`-2` is no step', 'write thread numbers with blanks between (main is 0), such as `1 2 2 1 0`']
]

test.each(badSchedules)('the schedule `%s` is refused at %s', (schedule, at, what, hint) => {
  const scheduler = replay(schedule)
  const played = scheduler.ok ? started().play(scheduler.value, 100) : scheduler
  expect(played).toEqual({ ok: false, problem: { at, what, try: hint } })
})

test('a schedule that names a thread that has ended is refused', () => {
  const scheduler = replay('2 2 2 2 2')
  expect(scheduler.ok && started().play(scheduler.value, 100)).toEqual({
    ok: false,
    problem: { at: 'step 5', what: 'thread 2 cannot take a step: transfer-2 has ended', try: 'choose one of 1' }
  })
})

test('a schedule that ends early goes on in turn', () => {
  expect(ran(crossed.source, '2 2').schedule()).toBe('2 2 2 1 2 1 1 1 0')
})

test('a run that is stopped says so, and goes on after a step back', () => {
  const run = started()
  run.step(1)
  run.end('timeout')
  expect([run.status(), run.trace().status, run.step(2).ok, run.play(roundRobin(), 1).ok]).toEqual(['timeout', 'timeout', false, false])
  run.back()
  expect([run.status(), run.trace().status, run.step(2).ok]).toEqual(['running', null, true])
})

test('play takes no more steps than it may', () => {
  const run = started()
  expect(run.play(roundRobin(), 1)).toEqual({ ok: true, value: 1 })
  expect(run.schedule()).toBe('1')
})

test('the header tells everything about the run and nothing about the machine', () => {
  const run = startRun(crossed, { tool: '1.2.3', set: { N: '3' } })
  expect(run.trace().header).toMatchObject({
    engine: 'simulator',
    observer: 'model',
    scheduler: null,
    set: { N: '3' },
    host: null,
    clock: { unit: 'steps' }
  })
})
