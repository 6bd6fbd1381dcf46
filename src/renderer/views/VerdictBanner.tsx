import type { SnapshotFrom } from 'xstate'
import { extentWords } from '../../core/scenes/orders/extentWords'
import { verdictOf } from '../../core/scenes/orders/verdict'
import type { searchMachine } from '../session/searchMachine'
import { Icon } from '../widgets/Icon'

interface VerdictBannerProps {
  readonly orders: SnapshotFrom<typeof searchMachine>
  readonly onShow: (schedule: string) => void
  readonly onAll: () => void
  readonly onDetails: () => void
}

/** What all orders of the program come to, in a line under the stage that never goes away while one works on it. */
export function VerdictBanner({ orders, onShow, onAll, onDetails }: VerdictBannerProps) {
  const { report, old } = orders.context
  const busy = orders.value === 'searching'
  if (!report) {
    return (
      <div className="banner verdict-line" role="status" data-testid="verdict">
        <span className="grow soft">{busy ? 'Searching all orders…' : 'No order was searched.'}</span>
      </div>
    )
  }
  const { title, detail, bad, schedule } = verdictOf(report)
  const { complete } = report.extent
  return (
    <div
      className={bad ? 'banner verdict-line bad' : 'banner verdict-line'}
      role="status"
      aria-live={busy ? 'off' : 'polite'}
      data-testid="verdict"
      aria-busy={old}
    >
      <Icon name={bad ? 'warning' : complete ? 'check' : 'search'} />
      <span className={old ? 'grow old' : 'grow'} title={`${title}: ${detail} (${extentWords(report)})`}>
        <strong>{title}</strong>: {detail}
      </span>
      {schedule !== null ? (
        <button type="button" disabled={old} title="Load the clearest way there and play it" onClick={() => onShow(schedule)}>
          Show me
        </button>
      ) : null}
      {complete || (busy && orders.context.scope === 'whole') ? null : (
        <button type="button" disabled={old} title="Search every order as far as the machine can, again from the start" onClick={onAll}>
          Search all orders
        </button>
      )}
      <button type="button" className="quiet" title="Every result and every bug that some order leads to" onClick={onDetails}>
        All orders
      </button>
    </div>
  )
}
