import { compile } from '../../src/core/program/compile'
import { createMachine, initialState } from '../../src/core/simulator/machine'
import { startRun } from '../../src/core/simulator/run'
import { mulberry32, random, roundRobin } from '../../src/core/simulator/scheduler'
import { enabledThreads, step } from '../../src/core/simulator/step'
import type { Measure } from './measure'

const counter = `import threading
N = 100_000
counter = 0
lock = threading.Lock()

def work():
    global counter
    for _ in range(N):
        with lock:
            counter += 1

threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
`
const compiled = compile(counter, { file: 'counter_locked.py' })
if (!compiled.ok) throw new Error(compiled.problems.map(({ what }) => what).join('\n'))
const { program } = compiled

function bare(): number {
  const machine = createMachine(program)
  const state = initialState(machine)
  const draw = mulberry32(1)
  let steps = 0
  for (let enabled = enabledThreads(machine, state); enabled.length > 0; enabled = enabledThreads(machine, state)) {
    step(machine, state, enabled[Math.floor(draw() * enabled.length)] ?? 0, 0, null)
    steps++
  }
  return steps
}

function traced(inTurn: boolean): number {
  const run = startRun(program, { tool: 'bench' })
  const played = run.play(inTurn ? roundRobin() : random(1), 10_000_000)
  if (!played.ok) throw new Error(played.problem.what)
  return played.value
}

/** Steps a second of two threads that count under a lock: bare, and with a trace. */
export async function bench(measure: Measure): Promise<void> {
  const rate = (run: () => number) => (): number => {
    const begun = performance.now()
    return run() / (performance.now() - begun) / 1_000
  }
  await measure('steps alone, random order', rate(bare), { unit: 'M steps/s' })
  await measure(
    'with a trace, random order',
    rate(() => traced(false)),
    { unit: 'M steps/s' }
  )
  await measure(
    'with a trace, in turn',
    rate(() => traced(true)),
    { unit: 'M steps/s' }
  )
}
