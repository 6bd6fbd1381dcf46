import { useSelector } from '@xstate/react'
import type { SnapshotFrom } from 'xstate'
import type { lessonMachine } from '../../core/lessons/lessonMachine'
import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import type { searchMachine } from '../session/searchMachine'
import type { Session } from '../session/session'
import type { SessionState } from '../session/sessionState'
import { LessonPanel } from './LessonPanel'
import { OrdersPanel } from './orders/OrdersPanel'
import { RunTurns } from './orders/RunTurns'
import { Side, type SidePage } from './Side'
import { WaitFor } from './WaitFor'

interface RightColumnProps {
  readonly session: Session
  readonly state: SessionState
  readonly index: TraceIndex | null
  readonly cursor: number
  readonly theme: Theme
  /** Null outside lessons. */
  readonly lesson: SnapshotFrom<typeof lessonMachine> | null
  readonly orders: SnapshotFrom<typeof searchMachine>
  /** Why what all orders come to is not told yet; '' when it is. */
  readonly hidden: string
  readonly wanted: readonly string[]
  readonly onPage: (id: string) => void
}

/** What is read (the lesson, all orders) above who waits for whom. */
export function RightColumn({ session, state, index, cursor, theme, lesson, orders, hidden, wanted, onPage }: RightColumnProps) {
  const reach = useSelector(session.reach, (snapshot) => snapshot)
  const turns = useSelector(session.turns, (snapshot) => snapshot)
  const reading: SidePage[] = [
    ...(lesson ? [{ id: 'lesson', title: 'Lesson', content: <LessonPanel snapshot={lesson} send={session.tellLesson} /> }] : []),
    {
      id: 'orders',
      title: 'All orders',
      content: (
        <OrdersPanel
          orders={orders}
          hidden={hidden}
          reach={reach}
          goal={state.goal}
          own={state.followed ? <RunTurns followed={state.followed} turns={turns} onReplay={session.playSchedule} /> : null}
          program={state.program}
          onGoal={session.askGoal}
          onSearchGoal={session.searchGoal}
          onCancelGoal={session.cancelGoal}
          onBug={session.findBug}
          onAll={session.searchAll}
          onPause={session.pauseSearch}
          onResume={session.resumeSearch}
          onCancel={session.cancelSearch}
          onReplay={session.playSchedule}
        />
      )
    }
  ]
  const pictures: SidePage[] = [{ id: 'waits', title: 'Wait-for graph', content: <WaitFor index={index} cursor={cursor} theme={theme} /> }]
  return <Side groups={[reading, pictures]} wanted={wanted} onPage={onPage} />
}
