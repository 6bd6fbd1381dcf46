import { createActor } from 'xstate'
import type { LessonEvent } from '../../core/lessons/lessonMachine'
import { isModel } from '../../core/notation/compileFile'
import type { ProgramEngine } from '../../core/trace/header'
import type { Problem } from '../../core/trace/problem'
import type { Door, Settings } from '../../preload/contract'
import { type Bench, extent, isByHand, tell, toEnd, toolOf } from './bench'
import { comparing } from './comparing'
import { compiledState } from './compiledState'
import { drafts } from './drafts'
import { type Experimenting, experimenting } from './experimenting'
import { type Exploring, exploring } from './exploring'
import { firstState } from './firstState'
import { follow } from './following'
import { beginLesson, type LessonActor, lessonById } from './lessons'
import { type Opening, opening } from './opening'
import { playing } from './playing'
import { processSearch } from './processSearch'
import { type RealRuns, realRuns } from './realRuns'
import { firstRecording, type RecordActions, recording } from './recording'
import { isAlive } from './realRun'
import { isUnsaved } from './recordState'
import { isProgram, type Place, type RunOptions, type SessionState } from './sessionState'
import { type Stepping, stepping } from './stepping'
import { createStore } from './store'
import { transportMachine } from './transportMachine'
import { windowSearch } from './windowSearch'

/** The window's one session: what is open and running, the time cursor, the lesson, and everything that can be done. */
export interface Session
  extends Pick<Bench, 'store' | 'transport'>,
    Opening,
    Omit<Stepping, 'forget'>,
    Omit<Exploring, 'watch'>,
    Pick<RealRuns, 'run' | 'stop' | 'kill' | 'compare'> {
  /** Calls off the comparison that goes on. */
  cancelComparison(): Promise<void>
  readonly experimenting: Experimenting
  /** What the page for recordings can do. */
  readonly recording: RecordActions
  /** Asks main for what it knows and begins to play when the transport does. Gives the way to stop. */
  start(): () => void
  /** The lesson under way; null outside lessons. Changes with `place`. */
  lesson(): LessonActor | null
  /** Opens a lesson at its prediction: the first screen's shortest way to something that moves. */
  beginLesson(id: string): void
  /** A student's answer, or the way forward or back. A prediction starts the run at once. */
  tellLesson(event: LessonEvent): void
  edit(text: string): void
  /** Back to the text as it was opened. */
  revert(): void
  /** Sets a parameter to a Python literal; an empty one takes the program's own again. */
  setParameter(name: string, literal: string): void
  chooseScheduler(scheduler: SessionState['scheduler'], seed: number): void
  chooseEngine(engine: ProgramEngine): void
  chooseOptions(part: Partial<RunOptions>): void
  seek(to: number): void
  /** Goes the way of the recorded run on screen in the model, and asks what other orders of it come to. */
  followRun(): void
  /** Saves what is on screen: a recording that was not saved, else the program. */
  save(): Promise<void>
  /** Saves the program under another name. */
  saveAs(): Promise<void>
  changeSettings(part: Partial<Settings>): void
  tell(problem: Problem): void
  dismiss(): void
}

/** Makes the session. `lab` is the door to main. */
export function createSession(lab: Door): Session {
  const bench: Bench = { lab, store: createStore(firstState), transport: createActor(transportMachine).start() }
  const { store, transport } = bench
  let lesson: LessonActor | null = null

  const steps = stepping(bench, (status) => {
    if (status === 'deadlock' || status === 'finished' || status === 'failed') lesson?.send({ type: 'ended', outcome: status })
  })
  const comparison = comparing(lab)
  const real = realRuns(bench, comparison)
  const recorded = recording(bench, comparison)
  store.change({ record: firstRecording(store.read().record) })
  const documents = opening(bench, leave)
  const measuring = experimenting(lab)
  const { watch, ...explore } = exploring(bench, () => ({ quick: windowSearch(), whole: processSearch(lab) }), playSchedule)

  function leave(place: Place): void {
    real.leaveFor(place)
    steps.forget()
    lesson?.stop()
    const next = place.kind === 'lesson' ? lessonById(place.id) : null
    lesson = next ? beginLesson(next) : null
  }

  function changeProgram(source: string, set: SessionState['set']): void {
    transport.send({ type: 'pause' })
    steps.forget()
    store.change({ source, spoken: '', ...compiledState(store.read().file, source, { tool: toolOf(store.read()), set }) })
    if (isByHand(store.read())) extent(bench, 0)
  }

  function chooseEngine(engine: ProgramEngine): void {
    const { opened, place, file, source } = store.read()
    if (engine !== 'simulator' && isModel(file)) return
    transport.send({ type: 'pause' })
    store.change({ engine, opened: null })
    if (engine !== 'simulator') recorded.prepare()
    extent(bench, toEnd)
    // what was made of a recording's program before
    const draft = opened ? drafts.read(place, file) : null
    if (draft !== null && draft !== source) changeProgram(draft, {})
  }

  const onRecordPage = (): boolean => store.read().place.kind === 'record'

  /** Schedules are of the stepped run: it comes on screen. */
  function byHand(): void {
    if (!isByHand(store.read())) chooseEngine('simulator')
  }

  function playSchedule(text: string): void {
    byHand()
    steps.playSchedule(text)
  }

  function keepDraft(text: string): void {
    const { place, file, original } = store.read()
    drafts.keep(place, file, text, original)
  }

  async function save(): Promise<void> {
    const { place, record } = store.read()
    if (place.kind === 'record' || (!isProgram(place) && (isAlive(record.run) || isUnsaved(record)))) {
      await recorded.save()
      return saveTried()
    }
    if (!isProgram(place)) return
    if (!(await real.save())) await saveProgram(place.kind === 'file' ? place.path : null)
    await saveTried()
  }

  async function saveTried(): Promise<void> {
    store.change({ saves: store.read().saves + 1 })
    await documents.refreshRecent()
  }

  async function saveProgram(path: string | null): Promise<void> {
    const { source, place, file, original, lineEnd } = store.read()
    const bytes = new TextEncoder().encode(source.replaceAll('\n', lineEnd))
    const kind = isModel(file) ? 'prog' : 'py'
    const answer = await lab.ask('file:save', { kind, name: file || 'program.py', path, bytes })
    if (!answer.ok) return tell(bench, answer.problem)
    // a copy of a built-in program leaves the lesson or scenario open; a file of one's own goes on under its new name
    if (!answer.value || (place.kind !== 'file' && place.kind !== 'recording')) return
    drafts.keep(place, file, original, original)
    store.change({ original: source, file: nameOf(answer.value.path), place: { kind: 'file', path: answer.value.path } })
    // whatever was typed while it was being written
    keepDraft(store.read().source)
  }

  async function saveSettings(part: Partial<Settings>): Promise<void> {
    const settings = { ...store.read().settings, ...part }
    store.change({ settings })
    try {
      await lab.ask('settings:write', settings)
    } catch (error) {
      tell(bench, {
        at: 'Settings',
        what: `They hold until the window closes, but could not be kept: ${String(error)}`,
        try: 'Make room on the disk, then change one again.'
      })
    }
  }

  async function load(): Promise<void> {
    const [info, settings, scenarios] = await Promise.all([lab.ask('app:info'), lab.ask('settings:read'), lab.ask('scenarios:list')])
    store.change({ info, settings, scenarios })
    await documents.refreshRecent()
    await measuring.readReferences()
    const interpreters = await lab.ask('python:list')
    const known = interpreters.some(({ path, refused }) => path === settings.interpreter && refused === null)
    store.change({ interpreters, options: { ...store.read().options, python: known ? settings.interpreter : null } })
  }

  return {
    store,
    transport,
    ...documents,
    ...steps,
    ...explore,
    experimenting: measuring,
    playSchedule,
    runSchedule(text) {
      byHand()
      steps.runSchedule(text)
    },
    recording: recorded,
    run: () => (onRecordPage() ? recorded.start() : real.run()),
    stop: () => (onRecordPage() ? recorded.stop() : real.stop()),
    kill: () => (onRecordPage() ? recorded.kill() : real.kill()),
    compare: () => (onRecordPage() ? recorded.compare() : real.compare()),
    cancelComparison: comparison.cancel,
    start() {
      const stops = [playing(transport, () => !isByHand(store.read()), steps.forward), watch()]
      load().catch((error: unknown) => tell(bench, { at: 'Start', what: String(error), try: 'Close the window and start the lab again.' }))
      return () => {
        for (const stop of stops) stop()
      }
    },
    lesson: () => lesson,
    beginLesson(id) {
      documents.open({ kind: 'lesson', id })
      if (lesson?.getSnapshot().value === 'intro') lesson.send({ type: 'next' })
    },
    tellLesson(event) {
      lesson?.send(event)
      const state = store.read()
      const predicted = event.type === 'predict' || event.type === 'skip'
      if (predicted && isByHand(state) && state.model?.steps.length === 0) transport.send({ type: 'play' })
    },
    edit(text) {
      if (text === store.read().source || store.read().opened) return
      keepDraft(text)
      changeProgram(text, store.read().set)
    },
    revert() {
      keepDraft(store.read().original)
      changeProgram(store.read().original, {})
    },
    setParameter(name, literal) {
      const { [name]: _, ...others } = store.read().set
      changeProgram(store.read().source, literal === '' ? others : { ...others, [name]: literal })
    },
    chooseScheduler: (scheduler, seed) => store.change({ scheduler, seed }),
    chooseEngine,
    chooseOptions(part) {
      store.change({ options: { ...store.read().options, ...part } })
      if (part.python !== undefined) void saveSettings({ interpreter: part.python })
    },
    forward() {
      transport.send({ type: 'pause' })
      steps.forward()
    },
    followRun() {
      const followed = follow(bench)
      if (followed === null) return
      byHand()
      steps.runSchedule(followed.schedule)
      store.change({ followed })
      explore.askRun(followed.schedule)
    },
    seek: (to) => transport.send({ type: 'seek', to }),
    save,
    async saveAs() {
      if (!isProgram(store.read().place)) return
      await saveProgram(null)
      await saveTried()
    },
    changeSettings: (part) => void saveSettings(part),
    tell: (problem) => tell(bench, problem),
    dismiss: () => store.change({ notice: null })
  }
}

const nameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path
