import type { ReactNode } from 'react'
import type { SnapshotFrom } from 'xstate'
import type { Program } from '../../../core/program/program'
import type { Report } from '../../../core/explorer/report'
import { countWords, extentWords, lessWords, unreachableWords } from '../../../core/scenes/orders/extentWords'
import { executionRows, findingRows, outcomeRows } from '../../../core/scenes/orders/orderRows'
import type { searchMachine } from '../../session/searchMachine'
import { ExecutionList } from './ExecutionList'
import { FindingList } from './FindingList'
import { OutcomeTable } from './OutcomeTable'
import { ReachForm } from './ReachForm'
import { SearchProgress } from './SearchProgress'

/** What can be done about all orders. */
export interface OrdersActions {
  readonly onBug: () => void
  readonly onAll: () => void
  readonly onPause: () => void
  readonly onResume: () => void
  readonly onCancel: () => void
  readonly onReplay: (schedule: string) => void
  readonly onGoal: (goal: string) => void
  readonly onSearchGoal: () => void
  readonly onCancelGoal: () => void
}

interface OrdersPanelProps extends OrdersActions {
  readonly orders: SnapshotFrom<typeof searchMachine>
  readonly reach: SnapshotFrom<typeof searchMachine>
  readonly goal: string
  /** What there is to say of the person's own run; null when there is none. */
  readonly own: ReactNode
  /** Why nothing is told yet; '' when it is. */
  readonly hidden: string
  /** The program that is searched; null when the text is none. */
  readonly program: Program | null
}

/** Everything that can come out of the program, whatever order its threads take their steps in. */
export function OrdersPanel({ orders, reach, goal, own, hidden, program, ...actions }: OrdersPanelProps) {
  return (
    <section className="panel orders" data-testid="orders" aria-label="All orders" tabIndex={-1}>
      <header>
        <h2>All orders</h2>
        {hidden || !program || !orders.context.report?.extent.complete ? null : <ExtentLine report={orders.context.report} />}
      </header>
      {hidden || !program ? (
        <p className="soft">{hidden || 'All orders are searched of programs in the lab’s Python only, and this text is outside of it.'}</p>
      ) : (
        <>
          {own}
          <Orders orders={orders} {...actions} />
          <ReachForm program={program} goal={goal} reach={reach} {...actions} />
        </>
      )}
    </section>
  )
}

function Orders({ orders, ...actions }: Omit<OrdersPanelProps, 'hidden' | 'program' | 'reach' | 'goal' | 'own'>) {
  const { report, old, progress, broken, scope, less } = orders.context
  const busy = orders.value === 'searching' || orders.value === 'paused'
  const complete = report?.extent.complete ?? false
  return (
    <>
      {complete || busy || !report ? null : (
        <div className="orders-actions">
          <button type="button" disabled={old} title="Search until the first bug as far as the machine can, again from the start" onClick={actions.onBug}>
            Find a bug
          </button>
          <button type="button" disabled={old} title="Search every order as far as the machine can, again from the start" onClick={actions.onAll}>
            Search all orders
          </button>
        </div>
      )}
      {busy && scope === 'whole' ? <SearchProgress progress={progress} paused={orders.value === 'paused'} {...actions} /> : null}
      {busy && !report ? <p className="soft">Searching…</p> : null}
      {broken ? <p className="bad">The search broke: {broken}</p> : null}
      {report ? (
        <div className={old ? 'orders-found old' : 'orders-found'} aria-busy={old}>
          {complete || (busy && scope === 'whole') ? null : <ExtentLine report={report} />}
          {less === null ? null : <p className="soft">{lessWords(less)}</p>}
          <FindingList rows={findingRows(report)} onReplay={actions.onReplay} />
          <OutcomeTable rows={outcomeRows(report)} complete={complete} onReplay={actions.onReplay} />
          {countWords(report) ? <p className="soft">{countWords(report)}</p> : null}
          <ExecutionList rows={executionRows(report)} all={report.executions === `${report.representatives?.length}`} onReplay={actions.onReplay} />
          {report.unreachableLines.length > 0 ? <p>{unreachableWords(report.unreachableLines)}</p> : null}
        </div>
      ) : null}
    </>
  )
}

function ExtentLine({ report }: { report: Report }) {
  const words = extentWords(report)
  return (
    <strong className={report.extent.complete ? 'extent good' : 'extent'} title={words}>
      {capital(words)}
    </strong>
  )
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
