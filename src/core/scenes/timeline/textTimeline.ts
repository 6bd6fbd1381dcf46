import { analysisOf } from '../../analysis/analysisOf'
import type { Trace } from '../../trace/trace'
import { axisTicks } from './axis'
import { traceWords } from '../badgeWords'
import { cycleWords } from '../waitFor/cycleWords'
import { type LaneRun, laneRuns } from './laneRuns'
import type { ProcessGroup } from './processGroups'
import { type LevelRow, shareOf } from '../ownership/levelRow'
import { highestBit, type SpanLane } from './spanLane'
import { type StateLook, stateLooks, statesBySeverity } from '../look/stateLook'
import { threadLook } from '../look/threadLook'
import { type TraceIndex, traceIndex } from '../traceIndex'

/**
 * The timeline of a whole trace as text for a terminal `width` characters wide (at least 40), ended by a newline.
 *
 *   two_locks.py: Simulated · 17 events · 0 dropped · unit: step · deadlock
 *                  0      2      4      6      8
 *   1 transfer-1  |-----###---###---###///XXXXX|
 *   2 transfer-2  |--###---###---###---###XXXXX|
 *   A lock_a      |  111111111111111111111111111|     the number of the thread that holds it, * for several in turn
 *   # running  - ready  / blocked  X DEADLOCK
 *   cycle transfer-1 → lock_b → transfer-2 → lock_a → transfer-1; behind it: main
 */
export function textTimeline(trace: Trace, width = 80): string {
  const index = traceIndex(analysisOf(trace))
  const end = Math.max(1, index.horizon)
  const threads = index.threads.map(({ thread, name, lane }) => ({
    thread,
    name: `${threadLook(thread).number} ${name}`,
    unknown: null,
    lane,
    draw: stateLetter
  }))
  const objects = index.objects.flatMap(({ info, look, permits, levels, unknown }) => {
    const name = `${look.letter} ${info.name}`
    if (levels !== null) return [{ name, unknown, lane: levels.lane, draw: (run: LaneRun) => levelLetter(levels, run) }]
    return permits.map(({ lane, hold }, permit) => ({
      name: permit === 0 ? name : '',
      unknown,
      lane,
      draw: (run: LaneRun) => ownerLetter(index, info.id, hold, run)
    }))
  })
  const rows = [...threads, ...objects]
  const names = Math.min(Math.floor(width / 3), Math.max(4, ...rows.map(({ name }) => name.length)))
  const columns = columnsFor(trace, end, Math.max(40, width) - names - 3)
  const lineFor = ({ name, lane, unknown, draw }: Row): string => `${shortened(name, names)} |${withUnknown(lineOf(lane, end, columns, draw), unknown, end)}|`
  const lanes =
    index.processes.length === 0
      ? threads.map(lineFor)
      : index.processes.flatMap((group) => [headLine(group, Math.max(40, width)), ...threads.filter(({ thread }) => group.threads.has(thread)).map(lineFor)])
  const body = [...lanes, ...objects.map(lineFor)]
  const title = trace.header.program === null ? '' : `${trace.header.program.file}: `
  const cycles = analysisCycles(index)
  return `${[`${title}${traceWords(trace)}`, axisLine(trace, end, columns, names + 2), ...body, legend(index), ...cycles].join('\n')}\n`
}

interface Row {
  readonly name: string
  readonly lane: SpanLane
  /** Where nothing is known of an object. */
  readonly unknown: SpanLane | null
  draw(run: LaneRun): string
}

/** A question mark where events were lost and nothing else is told. */
function withUnknown(line: string, unknown: SpanLane | null, end: number): string {
  if (unknown === null || unknown.length === 0) return line
  const marks = lineOf(unknown, end, line.length, () => '?')
  return Array.from(line, (letter, column) => (letter === ' ' ? marks[column] : letter)).join('')
}

/** Over the lanes of a process, where there are several. */
function headLine({ name, command }: ProcessGroup, width: number): string {
  const words = `-- ${[name, command].filter((part) => part !== '').join(': ')} `
  return shortened(words.padEnd(Math.min(width, 60), '-'), width).trimEnd()
}

/** In a step clock every step gets the same number of characters, where there is room for one each. */
function columnsFor(trace: Trace, end: number, room: number): number {
  const each = Math.min(8, Math.floor(room / end))
  return trace.header.clock.unit === 'steps' && each >= 1 ? each * end : room
}

const shortened = (name: string, width: number): string => (name.length > width ? `${name.slice(0, width - 1)}…` : name.padEnd(width))

/** One character a column: of all that lies in it, what is most severe. */
function lineOf(lane: SpanLane, end: number, columns: number, draw: (run: LaneRun) => string): string {
  const line = Array.from({ length: columns }, () => ' ')
  const worst = Array.from({ length: columns }, () => -1)
  for (const run of laneRuns(lane, 0, end, columns)) {
    const letter = draw(run)
    const severity = highestBit(run.bits)
    for (let column = Math.floor(run.x0 + 1e-6); column < Math.min(columns, Math.ceil(run.x1 - 1e-6)); column++) {
      if (severity < (worst[column] ?? -1)) continue
      worst[column] = severity
      line[column] = letter
    }
  }
  return line.join('')
}

const lookOf = (severity: number): StateLook => stateLooks[statesBySeverity[severity] ?? 'running']
const stateLetter = ({ bits }: LaneRun): string => lookOf(highestBit(bits)).letter

function ownerLetter({ objects }: TraceIndex, object: number, hold: Int32Array, { first, count, bits }: LaneRun): string {
  if (count > 1 && (bits & (bits - 1)) !== 0) return '*'
  const thread = objects.find(({ info }) => info.id === object)?.holds.thread[hold[first] ?? -1] ?? 0
  return thread < 36 ? thread.toString(36) : '+'
}

/** The highest of the levels that share a column; nothing for none. */
function levelLetter({ columns, full }: LevelRow, { first, count, bits }: LaneRun): string {
  const level = count > 1 ? Math.round(shareOf(highestBit(bits)) * full) : (columns.level[first] ?? 0)
  return level <= 0 ? ' ' : level < 10 ? String(level) : '+'
}

function axisLine(trace: Trace, end: number, columns: number, indent: number): string {
  let line = ' '.repeat(indent)
  for (const { x, label } of axisTicks(trace.header.clock, 0, end, columns * 8, 8, (text) => text.length * 8)) {
    const at = indent + Math.round(x / 8)
    if (at >= line.length && at + label.length <= indent + columns + 2) line = line.padEnd(at) + label
  }
  return line
}

function legend({ threads, objects }: TraceIndex): string {
  let bits = 0
  for (const { lane } of threads) for (const some of lane.levels.at(-1) ?? []) bits |= some
  const states = statesBySeverity.map((state) => stateLooks[state]).filter((look, severity) => (bits & (1 << severity)) !== 0 && look.letter !== ' ')
  return [...states.toReversed().map(({ letter, word }) => `${letter} ${word}`), ...numberWords(objects)].join('   ')
}

/** What the numbers in the objects' rows say. */
function numberWords(objects: TraceIndex['objects']): string[] {
  const lost = objects.some(({ unknown }) => unknown.length > 0) ? ['? not known: events were lost'] : []
  const held = objects.some(({ levels }) => levels === null)
  const counted = objects.some(({ levels }) => levels !== null)
  if (!held) return [...(counted ? ['number: how many'] : []), ...lost]
  return [counted ? 'number: thread that holds the lock, or how many' : 'number: thread that holds the lock', ...lost]
}

const analysisCycles = ({ trace, analysis }: TraceIndex): string[] => analysis.deadlocksAt(trace.end).map((deadlock) => cycleWords(trace, deadlock))
