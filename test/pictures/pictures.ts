import { analysisOf } from '../../src/core/analysis/analysisOf'
import { screenMetrics } from '../../src/core/scenes/look/metrics'
import { extentWords } from '../../src/core/scenes/orders/extentWords'
import { progressScene } from '../../src/core/scenes/orders/progressScene'
import { stateGraphLayout } from '../../src/core/scenes/orders/stateGraphLayout'
import { stateGraphScene } from '../../src/core/scenes/orders/stateGraphScene'
import { statePath } from '../../src/core/scenes/orders/statePath'
import { ownershipScene } from '../../src/core/scenes/ownership/ownershipScene'
import { svg } from '../../src/core/scenes/svg/svg'
import { fixedMeasure } from '../../src/core/scenes/look/textMeasure'
import { timelineScene } from '../../src/core/scenes/timeline/timelineScene'
import { themes } from '../../src/core/scenes/look/tokens'
import { progressSvg, stateGraphSvg } from '../../src/core/scenes/orders/orderFigures'
import { processesSvg } from '../../src/core/scenes/processes/processesSvg'
import { moment, processId } from '../../src/core/trace/ids'
import { traceIndex } from '../../src/core/scenes/traceIndex'
import { traceSvg } from '../../src/core/scenes/svg/traceSvg'
import { waitForScene } from '../../src/core/scenes/waitFor/waitForScene'
import type { Shape } from '../../src/core/scenes/shape'
import type { Trace } from '../../src/core/trace/trace'
import { command } from './commandTrace'
import { forkTrace } from './forkTrace'
import { progressOf } from './progressPictures'
import { twoLockReport, twoLockStates } from './stateGraphs'
import { tasks } from './taskTrace'
import { inTurn, kitchen, philosophers, selfish, transfers, workers } from './traces'

const alone = (title: string, width: number, height: number, shapes: readonly Shape[]): string =>
  svg({ width: width + 20, height: height + 20, title, description: '', panels: [{ x: 10, y: 10, shapes }] }, themes.light)

function timeline(trace: Trace, cursor: number | null, from = 0, to = Number.NaN): string {
  const index = traceIndex(analysisOf(trace))
  const view = { from, to: Number.isNaN(to) ? index.horizon : to, width: 800, metrics: screenMetrics, measure: fixedMeasure, cursor }
  const { width, height, axis, heads, lanes, overlay } = timelineScene(index, view)
  return alone('Timeline', width, height, [...axis, ...heads.flatMap(({ shapes }) => shapes), ...lanes.flatMap(({ shapes }) => shapes), ...overlay])
}

function ownership(trace: Trace): string {
  const index = traceIndex(analysisOf(trace))
  const { width, height, rows } = ownershipScene(index, { from: 0, to: index.horizon, width: 800, metrics: screenMetrics, measure: fixedMeasure, cursor: null })
  return alone(
    'Ownership',
    width,
    height,
    rows.flatMap(({ shapes }) => shapes)
  )
}

function graph(trace: Trace, at: number, kind: 'resources' | 'threads' = 'resources'): string {
  const scene = waitForScene(traceIndex(analysisOf(trace)), at, { width: 480, height: 260, kind, metrics: screenMetrics, measure: fixedMeasure })
  return alone(scene.cycles.join('; ') || 'Wait-for graph', scene.width, scene.height, scene.shapes)
}

function states(steps: readonly string[], scale = 1): string {
  const path = statePath(twoLockStates, steps)
  const view = { width: 900, height: 300, scale, shiftX: 0, shiftY: scale === 1 ? 0 : -300 * (scale - 1) * 0.5, path, current: path.at(-1) ?? null }
  const { shapes } = stateGraphScene(twoLockStates, stateGraphLayout(twoLockStates), { ...view, metrics: screenMetrics, measure: fixedMeasure })
  return alone('State graph', 900, 300, shapes)
}

function progress(schedule: string): string {
  const { shapes, words } = progressScene(progressOf(schedule), { width: 560, height: 340, metrics: screenMetrics, measure: fixedMeasure })
  return alone(words.join(' '), 560, 340, shapes)
}

const processes = (ms: number, options = {}): string => processesSvg(traceIndex(analysisOf(forkTrace())), moment(ms * 1e6), processId(101), options)

/** Every committed picture, by its file's name. */
export const pictures: Readonly<Record<string, () => string>> = {
  'figure-deadlock-light': () => traceSvg(transfers, { title: 'Two transfers' }),
  'figure-deadlock-dark': () => traceSvg(transfers, { title: 'Two transfers', theme: 'dark' }),
  'figure-deadlock-projector': () => traceSvg(transfers, { title: 'Two transfers', theme: 'projector', width: 1280 }),
  'figure-tasks': () => traceSvg(tasks, { title: 'two_locks.py' }),
  'figure-workers': () => traceSvg(workers, { title: 'Four workers, two permits' }),
  'figure-in-turn': () => traceSvg(inTurn, { title: 'One after the other' }),
  'figure-command': () => traceSvg(command),
  'figure-kitchen': () => traceSvg(kitchen, { title: 'A kitchen' }),
  'figure-kitchen-dark': () => traceSvg(kitchen, { title: 'A kitchen', theme: 'dark' }),
  'timeline-zoomed': () => timeline(transfers, 7, 4.5, 7.5),
  'timeline-open-waits': () => timeline(workers, 8),
  'ownership-semaphore': () => ownership(workers),
  'graph-two-locks': () => graph(transfers, 8),
  'graph-before-the-ring': () => graph(transfers, 7),
  'graph-threads-only': () => graph(transfers, 8, 'threads'),
  'graph-philosophers': () => graph(philosophers, 11),
  'graph-one-thread': () => graph(selfish, 3),
  'states-two-locks': () => states(['1', '2']),
  'states-zoomed': () => states(['1', '1', '1'], 3),
  'figure-states': () => stateGraphSvg(twoLockStates, statePath(twoLockStates, ['1', '2']), 2, { title: 'Two locks', words: extentWords(twoLockReport) }),
  'figure-progress': () => progressSvg(progressOf('1 2'), { title: 'Two locks', words: extentWords(twoLockReport) }),
  'processes-copied': () => processes(70),
  'processes-ended': () => processes(95, { theme: 'dark' }),
  'progress-deadlock': () => progress('1 2'),
  'progress-round': () => progress('1 1 1 1 1 1 2 2 2')
}
