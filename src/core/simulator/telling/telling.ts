import type { Program } from '../../program/program'
import type { Event } from '../../trace/event'
import { moment } from '../../trace/ids'
import type { Machine } from '../assemble'
import { LayoutFull } from '../state/layoutFull'
import { begin, createMachine } from '../machine'
import { narrator, tellMain } from './narrator'
import { copyMemory, freshMemory } from './narratorMemory'
import type { Pick } from '../schedule'
import { choicesIn, step } from '../step'

/** A run that is stepped for the events of each step: no trace is kept, so that millions of steps cost no memory. */
export interface TellingRun {
  readonly machine: Machine
  readonly state: Int32Array
  /** What main told on its way to the first step. */
  readonly begun: readonly Event[]
  /** The steps taken. */
  readonly picks: readonly Pick[]
  /** Ways in which a thread's next step can go, 0 when it cannot take one. */
  ways(thread: number): number
  /** Takes a step of a thread that can; gives what it told. */
  take(pick: Pick): readonly Event[]
  /** What a step would tell, without taking it. */
  foretell(pick: Pick): readonly Event[]
}

/** Starts a run: main has come to its first step. */
export function tellingRun(program: Program): TellingRun {
  let heard: Event[] = []
  const picks: Pick[] = []
  let { machine, memory, state, voice } = start(createMachine(program))
  const begun = heard
  heard = []

  function start(of: Machine) {
    const remembered = freshMemory()
    const listener = { add: (event: Event): void => void heard.push(event) }
    const speaking = narrator(of, remembered, listener, () => moment(picks.length))
    tellMain(listener)
    const words = begin(of, speaking.witness)
    speaking.atRest(words)
    return { machine: of, memory: remembered, state: words, voice: speaking }
  }

  function act({ thread, choice }: Pick): void {
    step(machine, state, thread, choice, voice.witness)
    voice.atRest(state)
  }

  /** Everything again on a machine with more room. */
  function grow(room: LayoutFull): void {
    ;({ machine, memory, state, voice } = start(createMachine(program, room.larger)))
    for (const pick of picks) act(pick)
  }

  function told(deed: () => void): readonly Event[] {
    for (;;) {
      heard = []
      try {
        deed()
        const events = heard
        heard = []
        return events
      } catch (full) {
        if (!(full instanceof LayoutFull)) throw full
        grow(full)
      }
    }
  }

  return {
    get machine() {
      return machine
    },
    get state() {
      return state
    },
    begun,
    picks,
    ways: (thread) => choicesIn(machine, state, thread),
    take(pick) {
      const events = told(() => act(pick))
      picks.push(pick)
      return events
    },
    foretell: (pick) =>
      told(() => {
        const [before, known] = [state.slice(), copyMemory(memory)]
        try {
          act(pick)
        } finally {
          state.set(before)
          Object.assign(memory, known)
        }
      })
  }
}
