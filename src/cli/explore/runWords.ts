import type { Report, Turn } from '../../core/explorer/report'
import type { Followed } from '../../core/simulator/following/follow'
import { departureWords } from '../../core/scenes/orders/departureWords'
import { isOver, noTurnWords, turnPlace, turnResult } from '../../core/scenes/orders/turnWords'
import type { Trace } from '../../core/trace/trace'

/** What a search says of the recorded run that it was asked about. Ends with a newline. */
export function runWords(trace: Trace, followed: Followed, { turns, stillOpen, extent }: Pick<Report, 'turns' | 'stillOpen' | 'extent'>): string {
  const lines = ['', `the recorded run: ${followedWords(trace, followed)}`, `  as a schedule: ${followed.schedule}`]
  if (turns === null)
    lines.push(
      `  where other orders part from it is not known${extent.complete ? ' of a reduced search (try --no-reduction)' : ': not every order was searched'}`
    )
  else if (turns.length === 0) lines.push(`  ${noTurnWords({ stillOpen }, { isWhole: followed.departure === null, isOver: isOver(trace) })}`)
  else lines.push(...turns.flatMap(turnLines))
  return `${lines.join('\n')}\n`
}

function followedWords(trace: Trace, { events, found, steps, departure }: Followed): string {
  const whole = `${found} of ${events} events found again in ${steps} steps of the model`
  if (departure === null) return whole
  return `${whole}; then, ${departureWords(trace, departure)}`
}

const turnLines = (turn: Turn): string[] => [`  another order ${turnResult(turn.what)}: ${turnPlace(turn)}`, `    schedule: ${turn.schedule}`]
