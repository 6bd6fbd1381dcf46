import type { ProcessIndex } from '../../analysis/processes'
import type { Moment, ProcessId } from '../../trace/ids'
import { addressMap, type MemoryBlock, usualBlock } from './addressMap'
import { traceWords } from '../badgeWords'
import { momentWords } from '../clockWords'
import type { DescriptorRow } from './descriptorRows'
import { fileRows } from './fileRows'
import { kinOf } from './kin'
import { memoryKinds } from './memoryKind'
import { blockShapes, pageShapes } from './memoryShapes'
import { projectorMetrics, screenMetrics } from '../look/metrics'
import type { PageStrip } from './pageStrip'
import { pageStrips, withoutPages } from './pageStrips'
import { type ProcessRow, processTree } from './processTree'
import type { Shape, Text } from '../shape'
import { type Panel, svg } from '../svg/svg'
import { fitted, fixedMeasure } from '../look/textMeasure'
import { type ThemeName, themes } from '../look/tokens'
import type { TraceIndex } from '../traceIndex'

/** What an exported picture of processes shows. */
export interface ProcessesFigure {
  readonly theme?: ThemeName
  /** First address of the block whose pages are drawn; the usual one where there is no such block. */
  readonly block?: string | null
}

const width = 1200
const margin = 24
const inner = width - 2 * margin
// more rows than these nobody reads in a picture; the rest is counted
const mostRows = 40
/** Room for a process's number before its pages, in font sizes. */
const numberRoom = 6

/**
 * The processes of a run at a moment, and the memory and files of one of them, as one figure.
 *
 *   fork.py                                  Recorded: Python · … · as seen at 4.1 s
 *   4711 python3 fork.py    asleep, …
 *     4712 child            asleep, …
 *   Memory of 4711: 253 MiB of addresses, …
 *   │C│D│ H  │A│  F      │L│S│               wide by size; dark: its own, hatched: shared, empty: not in memory
 *   pages: 64 pages of 4 KiB: 63 shared, 1 copied
 *   4711 ▨▨▨▨▨█▨▨▨
 *   4712 ▨▨▨▨▨█▨▨▨
 *   Files of 4711 …
 */
export function processesSvg(index: TraceIndex, at: Moment, process: ProcessId, options: ProcessesFigure = {}): string {
  const { trace, analysis } = index
  const processes = analysis.processes()
  const theme = themes[options.theme ?? 'light']
  const { label: size, tile } = theme.name === 'projector' ? projectorMetrics : screenMetrics
  const rows = processTree(processes, trace.header, at)
  const kin = kinOf(processes.lives, process)
  const sheet = sheetOf(size)
  const title = trace.header.program?.file ?? (trace.header.arguments.join(' ') || 'Processes')
  const look = processes.looksAt(new Set([process, ...kin])).findLast((seen) => seen <= at)
  const words = `${traceWords(trace)} · ${look === undefined ? 'not looked at so far' : `as seen at ${momentWords(trace.header.clock, look)}`}`
  sheet.add(size * 2.5, words, [
    textAt(title, 0, size * 0.7, size * 1.4, inner * 0.4, { bold: true }),
    { ...textAt(words, 0, size * 0.7, size, inner * 0.6, { ink: 'ink2' }), x: inner, anchor: 'end' }
  ])
  addTree(sheet, rows, process)
  if (rows.find((row) => row.process === process)?.ended === true) sheet.heading(`${process} has ended: its memory is given back, its files are closed.`)
  else {
    addMemory(sheet, processes, process, kin, at, options.block ?? null)
    addFiles(sheet, process, fileRows(processes, process, kin, at))
  }
  const figure = { width, height: Math.ceil(sheet.end() + margin), title: `Processes of ${title}`, description: sheet.said.join('. '), panels: sheet.panels }
  return svg(figure, theme, tile)
}

/** A figure that grows downwards, and what it says in words. */
interface Sheet {
  /** Font size. */
  readonly size: number
  readonly panels: readonly Panel[]
  readonly said: readonly string[]
  /** Shapes on so much height, and the same in words. */
  add(height: number, words: string, shapes: readonly Shape[]): void
  line(words: string, look?: Partial<Text>): void
  heading(words: string): void
  end(): number
}

function sheetOf(size: number): Sheet {
  const panels: Panel[] = []
  const said: string[] = []
  let y = margin
  const add: Sheet['add'] = (height, words, shapes) => {
    if (words !== '') said.push(words)
    panels.push({ x: margin, y, shapes })
    y += height
  }
  const line: Sheet['line'] = (words, look = {}) => add(size * 1.6, words, [textAt(words, 0, size * 0.8, size, inner, look)])
  const heading = (words: string): void => {
    y += size * 0.8
    line(words, { bold: true })
  }
  return { size, panels, said, add, line, heading, end: () => y }
}

function addTree(sheet: Sheet, rows: readonly ProcessRow[], process: ProcessId): void {
  const { size } = sheet
  sheet.heading(rows.length === 1 ? '1 process' : `${rows.length} processes`)
  for (const row of rows.slice(0, mostRows)) {
    const x = Math.min(row.depth, 8) * size * 1.5
    const isChosen = row.process === process
    sheet.add(size * 1.6, row.spoken, [
      ...(isChosen ? [markAt(x - 6, size)] : []),
      textAt(`${row.process} ${row.name}`, x, size * 0.8, size, inner * 0.45 - x, { bold: isChosen }),
      textAt(row.words, inner * 0.47, size * 0.8, size, inner * 0.53, { ink: 'ink2' })
    ])
  }
  addMore(sheet, rows.length, 'processes')
}

function addMemory(sheet: Sheet, processes: ProcessIndex, process: ProcessId, kin: readonly ProcessId[], at: Moment, chosen: string | null): void {
  const { size } = sheet
  const maps = processes.mapsAt(process, at)
  if (maps?.read.ok !== true) return sheet.heading(`The memory of ${process} was not seen so far.`)
  const map = addressMap(maps.read.value.regions, inner)
  const block = map.blocks.find(({ from }) => from === chosen) ?? usualBlock(map.blocks)
  sheet.heading(`Memory of ${process}: ${map.words}`)
  sheet.add(
    size * 3.2,
    '',
    map.blocks.flatMap((each) => blockShapes(each, size * 2.4, size, each === block))
  )
  sheet.line(kindsOf(map.blocks), { ink: 'ink2' })
  sheet.line('Dark: its own. Hatched: shared. Crossed: copied. Empty: not in memory.', { ink: 'ink2' })
  if (block === undefined) return
  const cell = size * 1.3
  const inLine = Math.max(1, Math.floor((inner - size * numberRoom) / cell))
  const strips = pageStrips(processes, process, kin, at, block, inLine * 2)
  sheet.heading(`${block.name}, from address ${block.from}: ${strips[0]?.words ?? withoutPages(block)}`)
  for (const strip of strips) {
    const lines = Math.ceil(strip.cells.length / inLine)
    sheet.add(lines * size * 1.3 + size * 0.4, `Process ${strip.process}: ${strip.words}`, stripShapes(strip, inLine, cell, size))
  }
}

function addFiles(sheet: Sheet, process: ProcessId, files: readonly DescriptorRow[] | null): void {
  if (files === null) return
  const { size } = sheet
  sheet.heading(`Files of ${process}`)
  for (const { number, what, target, place, mode, links } of files.slice(0, mostRows)) {
    const name = [what, target, place].filter((part) => part !== '').join(' ')
    sheet.add(size * 1.6, [`${number}: ${name}`, mode, ...links].join(', '), [
      { ...textAt(String(number), 0, size * 0.8, size, size * 3), x: size * 2, anchor: 'end' },
      textAt(name, size * 3, size * 0.8, size, inner * 0.45),
      textAt(mode, inner * 0.52, size * 0.8, size, inner * 0.1, { ink: 'ink2' }),
      textAt(links.join('; '), inner * 0.63, size * 0.8, size, inner * 0.37, { ink: 'accent' })
    ])
  }
  addMore(sheet, files.length, 'files')
}

function addMore(sheet: Sheet, count: number, what: string): void {
  const left = count - mostRows
  if (left > 0) sheet.line(`… and ${left.toLocaleString('en')} more ${what}`, { ink: 'ink2' })
}

/** The kinds that are there, by their letters. */
const kindsOf = (blocks: readonly MemoryBlock[]): string =>
  [...new Set(blocks.map(({ kind }) => kind))].map((kind) => `${memoryKinds[kind].letter} ${memoryKinds[kind].word}`).join(' · ')

function stripShapes({ process, cells }: PageStrip, inLine: number, cell: number, size: number): Shape[] {
  const drawn = cells.flatMap((page, at) =>
    pageShapes(page, { x: size * numberRoom + (at % inLine) * cell, y: Math.floor(at / inLine) * size * 1.3, width: cell - 2, height: size })
  )
  return [textAt(String(process), 0, size * 0.5, size, size * numberRoom), ...drawn]
}

function textAt(words: string, x: number, y: number, size: number, room: number, look: Partial<Text> = {}): Text {
  const text = fitted(words, size, room, fixedMeasure) ?? words
  return { type: 'text', x, y, text, size, anchor: 'start', ink: 'ink', bold: false, on: null, ...look }
}

/** Beside the chosen one, for its name is not only bold. */
const markAt = (x: number, size: number): Shape => ({
  type: 'line',
  x1: x,
  y1: 2,
  x2: x,
  y2: size * 1.4,
  ink: 'accent',
  width: 3,
  dash: [],
  opacity: 1,
  title: ''
})
