import type { Report } from '../../explorer/report'
import { counted } from '../counted'

/** What a search says of a goal that it has not found, in a few words, and in how many states that could not be evaluated; '' in none. */
export function notReachedWords({ extent, states, goalRaised }: Pick<Report, 'extent' | 'states' | 'goalRaised'>): {
  readonly answer: string
  readonly raised: string
} {
  const raised = goalRaised === null ? '' : `${goalRaised.at}: ${goalRaised.what}`
  if (goalRaised?.states === states) return { answer: `It can be evaluated in no state${extent.complete ? '' : ' so far'}.`, raised: `${raised}.` }
  return {
    answer: extent.complete ? 'No, in no order.' : 'Not found so far.',
    raised: goalRaised === null ? '' : `In ${counted(goalRaised.states, 'state')} of ${states.toLocaleString('en')} it cannot be evaluated: ${raised}.`
  }
}
