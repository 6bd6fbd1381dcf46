import type { Program } from '../../program/program'
import { type TraceBuilder, traceBuilder } from '../../trace/builder'
import type { RunStatus } from '../../trace/event'
import type { Header } from '../../trace/header'
import { moment, noThread } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import type { Machine } from '../assemble'
import type { Capacities } from '../state/layout'
import { begin, createMachine } from '../machine'
import { narrator, tellMain } from './narrator'
import { copyMemory, freshMemory, type NarratorMemory } from './narratorMemory'
import type { Pick } from '../schedule'
import { step } from '../step'

/** Steps between checkpoints: going back re-runs at most so many, well under a millisecond. */
const checkpointEvery = 1_024

interface Checkpoint {
  readonly steps: number
  readonly state: Int32Array
  readonly memory: NarratorMemory
  readonly events: number
}

/** A run under way on one machine: its state, its trace, and checkpoints to go back to. */
export interface Recording {
  readonly machine: Machine
  readonly state: Int32Array
  readonly steps: number
  /** Takes a step; throws as `step` does. */
  take(pick: Pick): void
  /** Goes to an earlier step of the given picks. */
  rewind(picks: readonly Pick[], steps: number): void
  /** The trace so far; `status` adds the event that ends it. */
  trace(status: RunStatus | null): Trace
}

/** Starts a recording: main has come to its first step. */
export function startRecording(program: Program, header: Header, capacities?: Capacities): Recording {
  const machine = createMachine(program, capacities)
  let steps = 0
  let memory = freshMemory()
  let builder = traceBuilder(header)
  let voice = narrator(machine, memory, builder, () => moment(steps))
  tellMain(builder)
  const state = begin(machine, voice.witness)
  voice.atRest(state)
  const checkpoints: Checkpoint[] = [{ steps: 0, state: state.slice(), memory: copyMemory(memory), events: builder.length }]

  function take({ thread, choice }: Pick): void {
    steps++
    step(machine, state, thread, choice, voice.witness)
    voice.atRest(state)
    if (steps % checkpointEvery === 0) checkpoints.push({ steps, state: state.slice(), memory: copyMemory(memory), events: builder.length })
  }

  function rewind(picks: readonly Pick[], target: number): void {
    over = null
    while ((checkpoints.at(-1)?.steps ?? 0) > target) checkpoints.pop()
    const checkpoint = checkpoints.at(-1)
    if (checkpoint === undefined) throw new Error('the first checkpoint is gone')
    builder = beginning(builder, checkpoint.events)
    memory = copyMemory(checkpoint.memory)
    voice = narrator(machine, memory, builder, () => moment(steps))
    state.set(checkpoint.state)
    steps = checkpoint.steps
    for (const pick of picks.slice(steps, target)) take(pick)
  }

  // a window asks for the trace of a run that is over again and again
  let over: { readonly steps: number; readonly status: RunStatus; readonly trace: Trace } | null = null
  function trace(status: RunStatus | null): Trace {
    if (status === null) return builder.trace()
    if (over?.steps !== steps || over.status !== status) over = { steps, status, trace: ended(status) }
    return over.trace
  }

  function ended(status: RunStatus): Trace {
    const whole = beginning(builder, builder.length)
    whole.add({ type: 'ended', at: moment(steps), thread: noThread, line: 0, status, dropped: 0 })
    return whole.trace()
  }

  return {
    machine,
    state,
    get steps() {
      return steps
    },
    take,
    rewind,
    trace
  }
}

function beginning(builder: TraceBuilder, events: number): TraceBuilder {
  const all = builder.trace().events
  const texts = events === all.length ? all.texts : new Map([...all.texts].filter(([row]) => row < events))
  const copy = traceBuilder(builder.header)
  copy.append({ ...all, length: events, texts })
  return copy
}
