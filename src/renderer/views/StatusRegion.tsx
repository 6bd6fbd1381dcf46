import { momentWords } from '../../core/scenes/clockWords'
import { lossesOf } from '../../core/analysis/losses'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import { eventCode } from '../../core/trace/event'
import { findingOf, provenance } from '../session/picture'
import { isProgram, shownTrace } from '../session/sessionState'
import type { PageProps } from './pageProps'
import { StatusLine } from './StatusLine'

/** The status line, worked out from the trace on screen. */
export function StatusRegion({ state, index: ready, picture, cursor }: PageProps) {
  const shown = isProgram(state.place) || state.place.kind === 'record' ? shownTrace(state) : null
  const index = shown ? ready : null
  if (shown && !index && shown.events.length > 0)
    return (
      <StatusLine
        badge="Preparing"
        badgeTitle={`The picture of ${shown.events.length.toLocaleString('en')} events is being made`}
        facts={[]}
        finding=""
        bad={false}
      />
    )
  if (!index || !picture) return <StatusLine badge="Nothing run yet" badgeTitle="Open a lesson or a program" facts={[]} finding="" bad={false} />
  const { trace } = index
  const { badge, title } = provenance(trace, state.engine, state.opened !== null)
  const finding = findingOf(picture, trace)
  const dropped = droppedIn(index)
  const facts = [
    `${trace.events.length.toLocaleString('en')} events`,
    `${dropped.toLocaleString('en')} dropped`,
    momentWords(trace.header.clock, cursor),
    ...(trace.header.host ? [trace.header.host.runtime] : []),
    ...(state.opened?.truncated ? ['truncated'] : [])
  ]
  return <StatusLine badge={badge} badgeTitle={title} facts={facts} finding={finding.text.split(':')[0] ?? ''} bad={finding.bad} />
}

/** Events that the trace says are missing: the count of its end; before there is one, what has been told. */
function droppedIn({ trace: { events } }: TraceIndex): number {
  const last = events.length - 1
  if (events.type[last] === eventCode.ended) return events.value[last] ?? 0
  return lossesOf(events).reduce((sum, { count }) => sum + count, 0)
}
