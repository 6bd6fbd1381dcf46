import type { Actor } from 'xstate'
import type { Problem } from '../../core/trace/problem'
import type { Door } from '../../preload/contract'
import { type SessionState, shownTrace } from './sessionState'
import type { Store } from './store'
import type { transportMachine } from './transportMachine'

/** What the parts of a session work on together. */
export interface Bench {
  readonly lab: Door
  readonly store: Store<SessionState>
  readonly transport: Actor<typeof transportMachine>
}

/** Where the time cursor stands. */
export const cursorOf = ({ transport }: Bench): number => transport.getSnapshot().context.cursor

/** Whether the stepped model is on screen, and not a recording. */
export const isByHand = ({ opened, engine, place }: SessionState): boolean => opened === null && engine === 'simulator' && place.kind !== 'record'

/** Puts a problem on screen; it stays until it is put away or something works. */
export const tell = ({ store }: Bench, problem: Problem): void => store.change({ notice: { problem } })

/** Tells the transport how long the run on screen is; `to` moves the cursor as well (beyond the end means to the end). */
export function extent({ store, transport }: Bench, to?: number): void {
  const state = store.read()
  const model = isByHand(state) ? state.model : null
  const end = model ? model.steps.length : isByHand(state) ? 0 : (shownTrace(state)?.end ?? 0)
  transport.send({ type: 'extent', end, grows: model?.status === 'running' })
  if (to !== undefined) transport.send({ type: 'seek', to })
}

/** The lab's version, for the headers of traces. */
export const toolOf = ({ info }: SessionState): string => `Concurrency Lab ${info?.version ?? ''}`.trim()

/** To the end, whatever it is. */
export const toEnd = Number.MAX_SAFE_INTEGER
