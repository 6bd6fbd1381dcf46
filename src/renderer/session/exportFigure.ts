import { traceSvg } from '../../core/scenes/traceSvg'
import type { Session } from './session'
import { shownTrace } from './sessionState'

/** Saves the shown run as an SVG figure with legend and badge; asks where. */
export async function exportFigure(session: Session): Promise<void> {
  const state = session.store.read()
  const trace = shownTrace(state)
  if (!trace) return
  const svg = traceSvg(trace, { at: session.transport.getSnapshot().context.cursor })
  const name = `${(state.opened?.name ?? state.file).replace(/\.(py|arrows)$/, '')}-${state.engine}.svg`
  const answer = await window.lab.ask('file:save', { kind: 'svg', name, path: null, bytes: new TextEncoder().encode(svg) })
  if (!answer.ok) session.tell(answer.problem)
}
