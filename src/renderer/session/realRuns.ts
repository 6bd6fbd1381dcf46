import { type Bench, extent, tell, toEnd } from './bench'
import { liveTrace } from './liveTrace'
import { isAlive, type RealRun, startingRun } from './realRun'

/** Everything that really runs. */
export interface RealRuns {
  /** Runs the program on screen on the engine that is chosen. */
  run(): Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
  /** Saves the recording on screen when it is over and was not saved; false when there is none to save. */
  save(): Promise<boolean>
  /** Ends whatever is alive: another program is opened. */
  endAll(): void
}

// 5 million events are about 180 MB here; what is beyond is counted as dropped, and said
const mostEvents = 5_000_000

/** Makes the part of a session that runs programs for real. */
export function realRuns(bench: Bench): RealRuns {
  const { lab, store, transport } = bench

  function patch(engine: 'threads' | 'python', part: Partial<RealRun>): void {
    const { runs, engine: shown, opened } = store.read()
    const run = runs[engine]
    if (!run) return
    const { context } = transport.getSnapshot()
    // main's answer and the first messages cross on their way: nothing goes back to an earlier stage
    const goesBack = run.stage === 'ended' || (run.stage === 'stopping' && part.stage !== 'ended')
    store.change({ runs: { ...runs, [engine]: { ...run, ...part, stage: goesBack ? run.stage : (part.stage ?? run.stage) } } })
    if (shown === engine && opened === null) extent(bench, context.cursor >= context.end ? toEnd : undefined)
  }

  async function start(): Promise<void> {
    const { engine, runs, file, source, set, options, place, opened } = store.read()
    if (engine === 'simulator' || opened !== null || isAlive(runs[engine])) return
    transport.send({ type: 'pause' })
    store.change({ runs: { ...runs, [engine]: startingRun }, notice: null })
    extent(bench, 0)
    const heard = liveTrace((part) => {
      patch(engine, part)
      if (part.ended?.problem) tell(bench, part.ended.problem)
    })
    const { detail, observe, python, seconds } = options
    const path = place.kind === 'file' ? place.path : null
    const answer = await lab.record({ engine, file, path, source, set, detail, observe, python, timeoutMs: seconds * 1000, maxEvents: mostEvents }, heard)
    if (answer.ok) return patch(engine, { run: answer.value.run })
    store.change({ runs: { ...store.read().runs, [engine]: null } })
    tell(bench, answer.problem)
  }

  async function endShown(how: 'record:stop' | 'record:kill'): Promise<void> {
    const { engine, runs } = store.read()
    if (engine === 'simulator') return
    const run = runs[engine]
    if (!isAlive(run) || run?.run == null) return
    patch(engine, { stage: 'stopping' })
    await lab.ask(how, { run: run.run })
  }

  async function save(): Promise<boolean> {
    const { engine, runs, file, opened } = store.read()
    const run = engine === 'simulator' || opened !== null ? null : runs[engine]
    if (engine === 'simulator' || run?.run == null || run.stage !== 'ended' || run.saved) return false
    const answer = await lab.ask('record:save', { run: run.run, name: `${file.replace(/\.py$/, '')}-${engine}.arrows`, path: null })
    if (!answer.ok) tell(bench, answer.problem)
    else if (answer.value) patch(engine, { saved: true })
    return true
  }

  return {
    run: start,
    stop: () => endShown('record:stop'),
    kill: () => endShown('record:kill'),
    save,
    endAll() {
      for (const each of Object.values(store.read().runs)) if (isAlive(each) && each?.run != null) void lab.ask('record:kill', { run: each.run })
      store.change({ runs: { threads: null, python: null } })
    }
  }
}
