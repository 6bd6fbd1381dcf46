import { departureWords } from '../../core/scenes/orders/departureWords'
import { isOver } from '../../core/scenes/orders/turnWords'
import { followRun } from '../../core/simulator/following/follow'
import { type Bench, tell, toolOf } from './bench'
import { compiledState } from './compiledState'
import { type FollowedRun, type SessionState, shownTrace } from './sessionState'

/** More events than these take too long to step through while a window waits. */
const mostEvents = 100_000

/** Whether the trace on screen is of a real run, over or stuck for ever, of a program that the model can step. */
export function canFollow(state: SessionState): boolean {
  const trace = shownTrace(state)
  const isParked = state.engine !== 'simulator' && state.runs[state.engine]?.stage === 'parked'
  if (trace === null || (trace.status === null && !isParked) || trace.header.engine === 'simulator' || trace.header.engine === 'command') return false
  return state.program !== null && trace.header.program?.text === state.source
}

/** Takes the steps of the recorded run on screen in the model; null, and the reason told, when that cannot be. */
export function follow(bench: Bench): FollowedRun | null {
  const { store } = bench
  const trace = shownTrace(store.read())
  if (trace === null || !canFollow(store.read())) return null
  if (trace.events.length > mostEvents) {
    tell(bench, {
      at: 'the run',
      what: `It has ${trace.events.length.toLocaleString('en')} events; runs of up to ${mostEvents.toLocaleString('en')} are followed here.`,
      try: 'Run the program with smaller parameters.'
    })
    return null
  }
  // the run had parameters of its own
  const { file, source } = store.read()
  const compiled = compiledState(file, source, { tool: toolOf(store.read()), set: trace.header.set })
  if (compiled.program === null) return null
  store.change(compiled)
  const { schedule, found, events, departure } = followRun(compiled.program, trace)
  const whole = `${found} of ${events} events found again`
  if (departure === null) return { schedule, isWhole: true, isOver: isOver(trace), words: whole }
  return {
    schedule,
    isWhole: false,
    isOver: isOver(trace),
    words: `${whole}; then, ${departureWords(trace, departure)}`
  }
}
