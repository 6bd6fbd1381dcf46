import { failure, type Result, success } from '../../core/trace/problem'
import type { GivenFile, RecordPlan } from '../../preload/contract'
import { type Bench, extent, tell, toEnd } from './bench'
import { commandWords } from './commandWords'
import type { Comparing } from './comparing'
import { documentOf } from './documents'
import { liveTrace } from './liveTrace'
import { isAlive, isComparable, isKept, type RealRun, startingRun } from './realRun'
import { keepChoice, keptChoice, type PastRecording, type RecordChoice, type RecordState, type Script } from './recordState'

/** Everything that the page for recordings can do. */
export interface RecordActions {
  /** Lets the lab make ready what takes its time. */
  prepare(): void
  choose(part: Partial<RecordChoice>): void
  chooseScript(): Promise<void>
  chooseRecentScript(path: string): Promise<void>
  dropScript(file: File): Promise<void>
  chooseFolder(): Promise<void>
  choosePython(): Promise<void>
  /** Looks at what the choice needs. */
  check(): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
  kill(): Promise<void>
  mark(): Promise<void>
  follow(): void
  /** Runs the program of the recording without a recorder, and tells how much slower recording made it. */
  compare(): Promise<void>
  save(): Promise<void>
  savePast(run: number): Promise<void>
}

/** Makes the part of a session that records whatever a person chooses. */
export function recording(bench: Bench, comparing: Comparing): RecordActions {
  const { lab, store, transport } = bench
  let attempts = 0

  const read = (): RecordState => store.read().record
  const change = (part: Partial<RecordState>): void => store.change({ record: { ...read(), ...part } })
  const isShown = (): boolean => store.read().place.kind === 'record'

  function choose(part: Partial<RecordChoice>): void {
    const choice = { ...read().choice, ...part }
    change({ choice, checks: null })
    keepChoice(choice)
  }

  function patch(attempt: number, part: Partial<RealRun>): void {
    const { run, follow } = read()
    if (run?.attempt !== attempt) return
    const goesBack = run.stage === 'ended' || (run.stage === 'stopping' && part.stage !== 'ended')
    change({ run: { ...run, ...part, stage: goesBack ? run.stage : (part.stage ?? run.stage) } })
    if (isShown()) extent(bench, follow ? toEnd : undefined)
    // what could not be written stands beside the figures
    if (part.ended?.problem && run.unwritten === null) tell(bench, part.ended.problem)
  }

  function past(): readonly PastRecording[] {
    const { run, name, past: earlier } = read()
    if (run?.run == null || !isKept(run)) return earlier
    const words = `${run.ended.status}, ${run.events.toLocaleString('en')} events`
    return [{ run: run.run, name, words, saved: run.saved }, ...earlier].slice(0, 20)
  }

  async function start(): Promise<void> {
    if (isAlive(read().run) || !(await readAgain()) || isAlive(read().run)) return
    const plan = planOf()
    if (!plan.ok) return tell(bench, plan.problem)
    transport.send({ type: 'pause' })
    void comparing.cancel()
    const attempt = ++attempts
    const before = read()
    store.change({ notice: null })
    change({ past: past(), run: startingRun(attempt), name: plan.value.file, begun: performance.now(), marks: 0, follow: true })
    extent(bench, 0)
    const answer = await lab
      .record(
        plan.value,
        liveTrace((part) => patch(attempt, part))
      )
      .catch((error: unknown) => failure(plan.value.file, `The lab could not start it: ${String(error)}.`, 'Press Record again.'))
    if (answer.ok) {
      const given = read().run?.stage !== 'stopping'
      patch(attempt, { run: answer.value.run })
      if (!given) await lab.ask('record:kill', { run: answer.value.run })
      return
    }
    change({ run: before.run, name: before.name, past: before.past, marks: before.marks })
    extent(bench, toEnd)
    tell(bench, answer.problem)
  }

  function planOf(): Result<RecordPlan> {
    const { choice } = read()
    const { detail, observe, python, folder, seconds, events, mib, hz, locks, gil } = choice
    const limits = { timeoutMs: Math.round(seconds * 1000), maxEvents: events, maxBytes: mib * 1_048_576 }
    const words = commandWords(choice.what === 'command' ? choice.command : choice.words)
    if (!words.ok) return { ok: false, problem: { ...words.problem, at: `${choice.what === 'command' ? 'The command' : 'Arguments'}, ${words.problem.at}` } }
    const how = { set: {}, detail, observe, python, folder, ...limits }
    if (choice.what === 'command') {
      const [name] = words.value
      if (name === undefined) return failure('The command', 'There is none yet.', 'Type a program with its arguments, such as: ls -l')
      const file = (name.split(/[\\/]/).at(-1) ?? name).slice(0, 200) || 'command'
      return success({ engine: 'command', file, path: null, source: '', command: words.value, sampleHz: hz, locks, ...how })
    }
    const program = programOf(choice)
    if (program === null) return failure('The program', 'Nothing was chosen yet.', 'Choose a script, a program that comes with the lab, or a command.')
    return success({
      engine: choice.engine,
      ...program,
      arguments: choice.engine === 'python' ? words.value : [],
      gil: choice.engine === 'python' && gil,
      ...how
    })
  }

  function programOf({ what, script, scenario }: RecordChoice): { file: string; path: string | null; source: string } | null {
    const { file, source, scenarios } = store.read()
    if (what === 'script') return script && { file: script.name, path: script.path, source: script.text }
    if (what === 'editor') return source === '' ? null : { file: file || 'program.py', path: null, source }
    const found = scenarios.find((each) => each.file === scenario)
    return found ? { file: found.file, path: null, source: found.text } : null
  }

  async function end(how: 'record:stop' | 'record:kill'): Promise<void> {
    const { run } = read()
    if (run === null || !isAlive(run)) return
    patch(run.attempt, { stage: 'stopping' })
    if (run.run !== null) await lab.ask(how, { run: run.run })
  }

  async function takeScript(asked: Promise<Result<GivenFile | null>>): Promise<void> {
    const script = await scriptOf(asked)
    if (!script.ok) return tell(bench, script.problem)
    if (script.value === null) return
    choose({ what: 'script', script: script.value })
    store.change({ notice: null, recent: await lab.ask('recent:list') })
  }

  /** A script is what stands on disk when it is recorded, not when it was chosen. False where it can no longer be read. */
  async function readAgain(): Promise<boolean> {
    const { what, script } = read().choice
    if (what !== 'script' || script === null) return true
    const now = await scriptOf(lab.ask('recent:open', { path: script.path }))
    if (read().choice.script !== script) return false
    // one that fell out of the list of recent files is recorded as it was chosen
    if (now.ok && now.value !== null) change({ choice: { ...read().choice, script: now.value } })
    if (now.ok) return true
    choose({ script: null })
    tell(bench, now.problem)
    return false
  }

  async function save(run: number, name: string): Promise<boolean> {
    const answer = await lab.ask('record:save', { run, name: `${name.replace(/\.py$/, '')}.arrows`, path: null })
    if (!answer.ok) tell(bench, answer.problem)
    return answer.ok && answer.value !== null
  }

  return {
    choose,
    chooseScript: () => takeScript(lab.ask('file:open')),
    chooseRecentScript: (path) => takeScript(lab.ask('recent:open', { path })),
    dropScript: (file) => takeScript(lab.openDropped(file)),
    async chooseFolder() {
      const folder = await lab.ask('folder:choose')
      if (folder !== null) choose({ folder })
    },
    async choosePython() {
      const answer = await lab.ask('python:choose')
      if (!answer.ok) return tell(bench, answer.problem)
      const { value } = answer
      if (value === null) return
      store.change({ interpreters: [...(store.read().interpreters ?? []).filter(({ path }) => path !== value.path), value] })
      if (value.refused === null) choose({ python: value.path })
      else tell(bench, { at: value.path, what: `${value.refused}.`, try: 'Choose another interpreter.' })
    },
    // nothing depends on it: without it the first lane comes later
    prepare: () => void lab.ask('record:prepare').catch(() => {}),
    async check() {
      const plan = planOf()
      if (!plan.ok) return tell(bench, plan.problem)
      const { choice } = read()
      const checks = await lab.ask('record:check', plan.value)
      if (read().choice === choice) change({ checks })
    },
    start,
    stop: () => end('record:stop'),
    kill: () => end('record:kill'),
    async mark() {
      const { run, marks } = read()
      if (run === null || run.run === null || !isAlive(run)) return
      change({ marks: marks + 1 })
      await lab.ask('record:mark', { run: run.run, text: `mark ${marks + 1}` })
    },
    follow() {
      change({ follow: !read().follow })
      if (read().follow) extent(bench, toEnd)
    },
    async compare() {
      const { run } = read()
      if (run === null || !isComparable(run)) return
      await comparing.ask(run, (part) => {
        const now = read().run
        if (now?.attempt === run.attempt) change({ run: { ...now, ...part } })
      })
    },
    async save() {
      const { run, name } = read()
      if (isAlive(run)) return tell(bench, { at: name, what: 'It is still being recorded.', try: 'Stop it, then save.' })
      if (run?.run == null || !isKept(run)) return
      if (await save(run.run, name)) patch(run.attempt, { saved: true })
    },
    async savePast(number) {
      const found = read().past.find(({ run }) => run === number)
      if (!found || !(await save(number, found.name))) return
      change({ past: read().past.map((each) => (each.run === number ? { ...each, saved: true } : each)) })
    }
  }
}

/** The script in a file that a person gave; null where they changed their mind. */
async function scriptOf(asked: Promise<Result<GivenFile | null>>): Promise<Result<Script | null>> {
  const answer = await asked
  if (!answer.ok) return answer
  if (answer.value === null) return success(null)
  const another = 'Choose a .py file; open recordings with Ctrl+O.'
  if (!('bytes' in answer.value)) return failure(answer.value.name, 'This is larger than a program can be, 1 MB.', another)
  const document = documentOf(answer.value)
  if (!document.ok) return document
  if (document.value.kind !== 'program') return failure(document.value.name, 'This is a recording, and no program.', another)
  const { path, name, text } = document.value
  return success({ path, name, text })
}

/** The state of a session that begins: with the choice of the last one. */
export const firstRecording = (state: RecordState): RecordState => ({ ...state, choice: keptChoice() })
