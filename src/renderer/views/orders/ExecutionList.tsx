import type { ExecutionRow } from '../../../core/scenes/orders/orderRows'
import { Replay } from './Replay'

interface ExecutionListProps {
  readonly rows: readonly ExecutionRow[]
  /** Whether there are no more than these. */
  readonly all: boolean
  readonly onReplay: (schedule: string) => void
}

/** One of each execution that differs from the others in more than the order of independent steps, those that pass too; folded until it is asked for. */
export function ExecutionList({ rows, all, onReplay }: ExecutionListProps) {
  if (rows.length < 2) return null
  return (
    <details className="executions">
      <summary>One of each different execution{all ? '' : `, the first ${rows.length}`}</summary>
      <ol>
        {rows.map(({ words, bad, schedule }, at) => (
          <li key={schedule}>
            <div className="grow">
              <div className={bad ? 'mono bad' : 'mono'}>{words}</div>
              <div className="mono soft steps" title={schedule}>
                {schedule}
              </div>
            </div>
            <Replay what={`execution ${at + 1}: ${words}`} schedule={schedule} onReplay={onReplay} />
          </li>
        ))}
      </ol>
    </details>
  )
}
