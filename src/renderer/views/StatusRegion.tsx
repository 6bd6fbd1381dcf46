import type { TraceIndex } from '../../core/scenes/traceIndex'
import { eventCode } from '../../core/trace/event'
import { findingOf, type Picture, provenance } from '../session/picture'
import type { SessionState } from '../session/sessionState'
import { StatusLine } from './StatusLine'

interface StatusRegionProps {
  readonly state: SessionState
  readonly index: TraceIndex | null
  /** Events whose index is being made while there is none to draw from; 0 for none. */
  readonly preparing: number
  readonly picture: Picture | null
  readonly where: string
}

/** The status line, worked out from the trace on screen. */
export function StatusRegion({ state, index, preparing, picture, where }: StatusRegionProps) {
  if (preparing > 0)
    return (
      <StatusLine badge="Preparing" badgeTitle={`The picture of ${preparing.toLocaleString('en')} events is being made`} facts={[]} finding="" bad={false} />
    )
  if (!index || !picture) return <StatusLine badge="Nothing run yet" badgeTitle="Open a lesson or a program" facts={[]} finding="" bad={false} />
  const { trace } = index
  const { badge, title } = provenance(trace, state.engine, state.opened !== null)
  const finding = findingOf(picture, trace)
  const dropped = droppedIn(index)
  const facts = [
    `${trace.events.length.toLocaleString('en')} events`,
    `${dropped.toLocaleString('en')} dropped`,
    where,
    ...(trace.header.host ? [trace.header.host.runtime] : []),
    ...(state.opened?.truncated ? ['truncated'] : [])
  ]
  return <StatusLine badge={badge} badgeTitle={title} facts={facts} finding={finding.text.split(':')[0] ?? ''} bad={finding.bad} />
}

/** Events that the trace says are missing: the count of its end. */
function droppedIn({ trace: { events } }: TraceIndex): number {
  const last = events.length - 1
  return events.type[last] === eventCode.ended ? (events.value[last] ?? 0) : 0
}
