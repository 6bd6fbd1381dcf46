import { failure } from '../../core/trace/problem'
import { type Bench, extent, tell, toEnd } from './bench'
import type { Comparing } from './comparing'
import { keptRuns } from './keptRuns'
import { liveTrace } from './liveTrace'
import { isAlive, isComparable, isKept, type RealRun, startingRun } from './realRun'
import type { Place } from './sessionState'

/** Everything that really runs. */
export interface RealRuns {
  /** Runs the program on screen on the engine that is chosen. */
  run(): Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
  /** Runs the program of the run on screen without a recorder, and tells how much slower recording made it. */
  compare(): Promise<void>
  /** Saves the recording on screen when it is over and was not saved; false when there is none to save. */
  save(): Promise<boolean>
  /** Ends whatever is alive, because another program is opened; keeps what was recorded, and brings back what was recorded of the next one. */
  leaveFor(next: Place): void
}

// 5 million events are about 180 MB here; what is beyond is counted as dropped, and said
const mostEvents = 5_000_000

/** Makes the part of a session that runs programs for real. */
export function realRuns(bench: Bench, comparing: Comparing): RealRuns {
  const { lab, store, transport } = bench
  const kept = keptRuns()
  let attempts = 0

  function patch(attempt: number, engine: 'threads' | 'python', part: Partial<RealRun>): void {
    const { runs, engine: shown, opened } = store.read()
    const run = runs[engine]
    // what a run says after its program was left must not be taken for the next one's
    if (run?.attempt !== attempt) return kept.patch(attempt, part)
    const { context } = transport.getSnapshot()
    // main's answer and the first messages cross on their way: nothing goes back to an earlier stage
    const goesBack = run.stage === 'ended' || (run.stage === 'stopping' && part.stage !== 'ended')
    store.change({ runs: { ...runs, [engine]: { ...run, ...part, stage: goesBack ? run.stage : (part.stage ?? run.stage) } } })
    if (shown === engine && opened === null) extent(bench, context.cursor >= context.end ? toEnd : undefined)
  }

  const isHere = (attempt: number, engine: 'threads' | 'python'): boolean => store.read().runs[engine]?.attempt === attempt

  async function start(): Promise<void> {
    const { engine, runs, file, source, set, options, place, opened } = store.read()
    if (engine === 'simulator' || opened !== null || isAlive(runs[engine])) return
    transport.send({ type: 'pause' })
    void comparing.cancel()
    const attempt = ++attempts
    store.change({ runs: { ...store.read().runs, [engine]: startingRun(attempt) }, notice: null })
    extent(bench, 0)
    const heard = liveTrace((part) => {
      patch(attempt, engine, part)
      const problem = part.unwritten ?? part.ended?.problem
      if (problem && isHere(attempt, engine)) tell(bench, problem)
    })
    const { detail, observe, python, seconds } = options
    const path = place.kind === 'file' ? place.path : null
    const plan = { engine, file, path, source, set, detail, observe, python, timeoutMs: seconds * 1000, maxEvents: mostEvents }
    const answer = await lab.record(plan, heard).catch((error: unknown) => failure(file, `The lab could not start it: ${String(error)}.`, 'Press Run again.'))
    if (answer.ok) {
      const given = isHere(attempt, engine) && store.read().runs[engine]?.stage !== 'stopping'
      patch(attempt, engine, { run: answer.value.run })
      // left or stopped before main had a number for it
      if (!given) await lab.ask('record:kill', { run: answer.value.run })
      return
    }
    if (!isHere(attempt, engine)) return
    store.change({ runs: { ...store.read().runs, [engine]: runs[engine] } })
    extent(bench, toEnd)
    tell(bench, answer.problem)
  }

  async function endShown(how: 'record:stop' | 'record:kill'): Promise<void> {
    const { engine, runs } = store.read()
    if (engine === 'simulator') return
    const run = runs[engine]
    if (run === null || !isAlive(run)) return
    patch(run.attempt, engine, { stage: 'stopping' })
    if (run.run !== null) await lab.ask(how, { run: run.run })
  }

  async function save(): Promise<boolean> {
    const { engine, runs, file, opened } = store.read()
    const run = engine === 'simulator' || opened !== null ? null : runs[engine]
    if (engine === 'simulator' || run?.run == null || !isKept(run) || run.saved) return false
    const answer = await lab.ask('record:save', { run: run.run, name: `${file.replace(/\.py$/, '')}-${engine}.arrows`, path: null })
    if (!answer.ok) tell(bench, answer.problem)
    else if (answer.value) patch(run.attempt, engine, { saved: true })
    return true
  }

  return {
    run: start,
    stop: () => endShown('record:stop'),
    kill: () => endShown('record:kill'),
    async compare() {
      const run = store.read().runs.python
      if (run !== null && isComparable(run)) await comparing.ask(run, (part) => patch(run.attempt, 'python', part))
    },
    save,
    leaveFor(next) {
      void comparing.cancel()
      const { runs, place } = store.read()
      for (const each of Object.values(runs)) if (isAlive(each) && each?.run != null) void lab.ask('record:kill', { run: each.run })
      kept.keep(JSON.stringify(place), runs)
      store.change({ runs: kept.take(JSON.stringify(next)) })
    }
  }
}
