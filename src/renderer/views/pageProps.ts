import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import type { Picture } from '../session/picture'
import type { Session } from '../session/session'
import type { SessionState } from '../session/sessionState'
import type { TimelineControl } from './timeline/timelineControl'

/** What the bar over a timeline and the keys do with it, whichever page it is on. */
export interface Lanes {
  readonly control: TimelineControl
  /** Shown as a table instead of a picture. */
  readonly table: boolean
  readonly onTable: () => void
  readonly onExport: () => void
  /** Saves a figure of a part of what is open; asks where. */
  readonly onSave: (svg: string, part: string) => void
}

/** What a page that shows a trace is given: the session, the trace and the moment. */
export interface PageProps {
  readonly session: Session
  readonly state: SessionState
  readonly index: TraceIndex | null
  /** What there is at the cursor; null when nothing has run. */
  readonly picture: Picture | null
  readonly cursor: number
  readonly playing: boolean
  readonly theme: Theme
  readonly lanes: Lanes
}
