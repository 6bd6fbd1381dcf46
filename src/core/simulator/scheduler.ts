import type { ThreadId } from '../trace/ids'
import { failure, type Result, success } from '../trace/problem'
import { type Pick, parseSchedule } from './schedule'

/** What a scheduler sees before each step. */
export interface Situation {
  /** Number of the step to be taken, from 1. */
  readonly step: number
  /** Who can take it, in thread order. */
  readonly enabled: readonly ThreadId[]
  /** Who took the last step; -1 before the first. */
  readonly last: number
  /** In how many ways a thread's step can go; 0 when it cannot take one. */
  choices(thread: number): number
  /** A thread in words, for problems: ``transfer-2 waits for `lock_b`, held by transfer-1``; null when there is no such thread. */
  words(thread: number): string | null
}

/** Chooses who takes the next step. */
export interface Scheduler {
  /** The next step; somebody is enabled. A problem when what it was told to do cannot be done. */
  next(situation: Situation): Result<Pick>
  /** Asked once nobody can take a step: a problem when it wanted more. */
  atEnd(situation: Situation): Result<null>
}

const first = (threads: readonly ThreadId[]): number => {
  const [lowest] = threads
  if (lowest === undefined) throw new Error('nobody can take a step')
  return lowest
}

const content = (): Result<null> => success(null)

/** In turn, one step a turn, from the lowest number; who cannot take a step is passed over. */
export const roundRobin = (): Scheduler => ({ next: (situation) => success(inTurn(situation)), atEnd: content })

const inTurn = ({ enabled, last }: Situation): Pick => ({ thread: enabled.find((thread) => thread > last) ?? first(enabled), choice: 0 })

/** Uniformly at random among all who can take a step, then among the ways it can go. Equal seeds choose alike. */
export function random(seed: number): Scheduler {
  const draw = mulberry32(seed)
  const below = (count: number): number => Math.floor(draw() * count)
  return {
    next({ enabled, choices }) {
      const thread = enabled[below(enabled.length)] ?? first(enabled)
      const ways = choices(thread)
      return success({ thread, choice: ways > 1 ? below(ways) : 0 })
    },
    atEnd: content
  }
}

/** Numbers in [0, 1) from a 32-bit seed: Tommy Ettinger's mulberry32, period 2^32, good enough to choose among threads and the same everywhere. */
export function mulberry32(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * The steps of a schedule text, then in turn. A problem names the step: when it is no step, when its thread does not exist, waits or has ended, and when the
 * run is over before the schedule is.
 */
export function replay(text: string): Result<Scheduler> {
  const parsed = parseSchedule(text)
  if (!parsed.ok) return parsed
  const picks = parsed.value
  return success({
    next(situation) {
      const pick = picks[situation.step - 1]
      return pick === undefined ? success(inTurn(situation)) : checked(pick, situation)
    },
    atEnd(situation) {
      const pick = picks[situation.step - 1]
      if (pick === undefined) return success(null)
      const taken = situation.step - 1
      return failure(
        `step ${situation.step}`,
        `nobody can take a step after step ${taken}, but the schedule goes on with ${pick.thread}`,
        `stop the schedule after step ${taken}`
      )
    }
  })
}

/** Whether a step can be taken; the problem says why not, and who could. */
export function checked(pick: Pick, situation: Situation): Result<Pick> {
  const ways = situation.choices(pick.thread)
  if (pick.choice < ways) return success(pick)
  const at = `step ${situation.step}`
  const who = situation.enabled.length === 0 ? 'the run is over' : `choose one of ${situation.enabled.join(', ')}`
  const words = situation.words(pick.thread)
  if (words === null) return failure(at, `there is no thread ${pick.thread}`, who)
  if (ways === 0) return failure(at, `thread ${pick.thread} cannot take a step: ${words}`, who)
  return failure(
    at,
    `the step of thread ${pick.thread} can go in ${ways} way${ways === 1 ? '' : 's'}, not in way ${pick.choice}`,
    `choose a way from 0 to ${ways - 1}`
  )
}
