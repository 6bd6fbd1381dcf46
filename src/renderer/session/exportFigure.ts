import { traceSvg } from '../../core/scenes/svg/traceSvg'
import type { Session } from './session'
import { shownTrace } from './sessionState'

/** Saves the shown run as an SVG figure with legend and badge; asks where. */
export async function exportFigure(session: Session): Promise<void> {
  const state = session.store.read()
  const trace = shownTrace(state)
  if (!trace) return
  const svg = traceSvg(trace, { at: session.transport.getSnapshot().context.cursor })
  await saveFigure(session, svg, '')
}

/** Saves an SVG figure of what is open; asks where. `part` is what it shows of it, for the file's name. */
export async function saveFigure(session: Session, svg: string, part: string): Promise<void> {
  const state = session.store.read()
  const name = `${(state.opened?.name ?? state.file).replace(/\.(py|arrows)$/, '')}-${state.engine}${part === '' ? '' : `-${part}`}.svg`
  const answer = await window.lab.ask('file:save', { kind: 'svg', name, path: null, bytes: new TextEncoder().encode(svg) })
  if (!answer.ok) session.tell(answer.problem)
}
