import type { Result } from '../../core/trace/problem'
import type { RunStatus } from '../../core/trace/event'
import { type Bench, cursorOf, extent, isByHand, tell } from './bench'
import { freshModel, type Model, playModel, replayModel, spokenStep, stepModel, stepOf } from './model'
import { seekEvent } from './seekEvent'

/** Everything that moves the stepped model. */
export interface Stepping {
  /**
   * One step of a thread at the time cursor, in one of the ways it can go; cuts off what lay ahead, kept for `redo`. Without a way: along the step that is
   * there if it is the thread's, else the first.
   */
  step(thread: number, way?: number): void
  /** Steps a thread until it cannot go on or has ended. */
  stepUntilBlocked(thread: number): void
  /** One step or event back in time. */
  back(): void
  /** One forward: along the steps that are there, else by the scheduler. */
  forward(): void
  reset(): void
  redo(): void
  canRedo(): boolean
  runSchedule(text: string): void
  /** Loads a schedule and goes along it from the start; pauses where it ends. */
  playSchedule(text: string): void
  /** Drops what `redo` would bring back: the program is another one. */
  forget(): void
}

// an endless loop of steps is left here; press again for more
const mostAtOnce = 1000

/** Makes the part of a session that steps. `ended` hears how a run ended, when a step of the person's or the scheduler's ended it. */
export function stepping(bench: Bench, ended: (status: RunStatus) => void): Stepping {
  const { store, transport } = bench
  let cutOff: readonly string[] | null = null

  function show(model: Model, position: number, spoken: string): void {
    const before = store.read().model?.status
    store.change({ model, spoken, notice: null })
    extent(bench, position)
    if (model.status !== 'running' && before === 'running') ended(model.status)
  }

  function showIf(result: Result<Model>, position: (model: Model) => number, spoken: string): boolean {
    if (result.ok) show(result.value, position(result.value), spoken)
    else tell(bench, result.problem)
    return result.ok
  }

  /** Along steps that were taken before; said too, for who does not see the cursor. */
  function goTo(position: number): void {
    transport.send({ type: 'seek', to: position })
    const { cursor, end } = transport.getSnapshot().context
    store.change({ spoken: `Step ${cursor} of ${end}.` })
  }

  function stepThread(thread: number, way: number | null): boolean {
    const { model } = store.read()
    if (!model) return false
    const position = cursorOf(bench)
    const next = { thread, choice: way ?? 0 }
    const there = stepOf(model.steps[position] ?? '')
    if (there?.thread === thread && (way === null || there.choice === way)) {
      goTo(position + 1)
      return true
    }
    const cut = position < model.steps.length ? model.steps : null
    const went = showIf(stepModel(model, position, next), () => position + 1, spokenStep(model.choicesAt(position), next))
    if (went) cutOff = cut ?? cutOff
    return went
  }

  function forward(): void {
    const { model, scheduler, seed, ...state } = store.read()
    if (!isByHand({ model, scheduler, seed, ...state })) return seekEvent(bench, 1)
    const { cursor, end } = transport.getSnapshot().context
    if (cursor < end) return goTo(cursor + 1)
    if (model?.status !== 'running') return
    const played = playModel(model, scheduler, seed)
    show(played.model, played.model.steps.length, played.spoken)
  }

  const byHand = (): boolean => {
    transport.send({ type: 'pause' })
    return isByHand(store.read())
  }

  /** Loads a schedule; false when it cannot be followed. */
  function load(text: string, position: (model: Model) => number, spoken: string): boolean {
    const { model } = store.read()
    if (!byHand() || !model) return false
    const before = model.steps
    const went = showIf(replayModel(model, text), position, spoken)
    if (went && before.length > 0) cutOff = before
    return went
  }

  return {
    forward,
    back() {
      if (isByHand(store.read())) goTo(cursorOf(bench) - 1)
      else seekEvent(bench, -1)
    },
    step(thread, way) {
      if (byHand()) stepThread(thread, way ?? null)
    },
    stepUntilBlocked(thread) {
      if (!byHand()) return
      for (let count = 0; count < mostAtOnce; count++) {
        const choices = store.read().model?.choicesAt(cursorOf(bench)) ?? []
        if (!choices.some((choice) => choice.thread === thread && choice.status === 'enabled') || !stepThread(thread, null)) return
      }
    },
    reset() {
      const { model } = store.read()
      if (!byHand() || !model) return
      if (model.steps.length > 0) cutOff = model.steps
      show(freshModel(model.program, model.options), 0, 'Back at the start.')
    },
    redo() {
      const { model } = store.read()
      if (!byHand() || !model || cutOff === null) return
      if (showIf(replayModel(model, cutOff.join(' ')), ({ steps }) => steps.length, 'Steps brought back.')) cutOff = null
    },
    canRedo: () => cutOff !== null,
    runSchedule: (text) => void load(text, ({ steps }) => steps.length, 'Schedule replayed.'),
    playSchedule(text) {
      if (!load(text, () => 0, 'Schedule loaded; it plays.')) return
      const { end } = transport.getSnapshot().context
      if (end > 0) transport.send({ type: 'play', until: end })
    },
    forget() {
      cutOff = null
    }
  }
}
