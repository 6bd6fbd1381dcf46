import type { Look, ProcessIndex, ProcessLife } from '../../analysis/processes'
import type { Moment, ProcessId } from '../../trace/ids'
import type { Clock, Header } from '../../trace/header'
import type { SystemThread, TreeSnapshot } from '../../trace/snapshot'
import { durationWords } from '../clockWords'
import { counted } from '../counted'
import { exitWords } from './exitWords'
import { plainText } from '../plainText'
import { shortCommand } from './shortCommand'

/** A process in the tree of processes at a moment. */
export interface ProcessRow {
  readonly process: ProcessId
  /** 0 for who has no parent among them. */
  readonly depth: number
  /** Program and arguments, short. */
  readonly name: string
  /** As they are. */
  readonly command: string
  readonly ended: boolean
  /** `sleeping, 2 threads, 0.12 s on a processor`; `ended by SIGKILL`. */
  readonly words: string
  readonly threads: readonly ThreadWords[]
  /** All of that for a screen reader. */
  readonly spoken: string
}

/** A thread of a process, in words. */
export interface ThreadWords {
  readonly id: number
  readonly name: string
  readonly state: string
  /** Time on a processor. */
  readonly cpu: string
  /** `12 + 3`: given away, and taken from it. */
  readonly switches: string
}

/** The tree of processes at a moment: every process that has begun, children behind their parents in the order of their starts. */
export const processTree = (index: ProcessIndex, header: Header, at: Moment): readonly ProcessRow[] => processTrees(index, header)(at)

/**
 * The same for one moment after the other. A row of which nothing is new is the same object as before, and so are all of them together: who draws them draws only
 * what is different, which of a hundred processes is one or two.
 */
export function processTrees(index: ProcessIndex, header: Header): (at: Moment) => readonly ProcessRow[] {
  const known = new Map<ProcessId, KnownRow>()
  let last: readonly ProcessRow[] = []
  return (at) => {
    const rows = treeAt(index, at, (life, depth) => {
      const look = index.treeAt(life.process, at)
      const ended = life.exitedAt !== null && life.exitedAt <= at
      const before = known.get(life.process)
      if (before !== undefined && before.look === look && before.row.ended === ended && before.row.depth === depth) return before.row
      const row = rowOf(header, life, depth, look, ended)
      known.set(life.process, { look, row })
      return row
    })
    if (rows.length !== last.length || rows.some((row, place) => row !== last[place])) last = rows
    return last
  }
}

interface KnownRow {
  readonly look: Look<TreeSnapshot> | null
  readonly row: ProcessRow
}

function treeAt(index: ProcessIndex, at: Moment, rowFor: (life: ProcessLife, depth: number) => ProcessRow): ProcessRow[] {
  const there = index.lives.filter(({ startedAt }) => startedAt <= at)
  const known = new Set(there.map(({ process }) => process))
  const rows: ProcessRow[] = []
  const done = new Set<ProcessId>()

  function add(life: ProcessLife, depth: number): void {
    // a number that was given a second time must not lead in circles
    if (done.has(life.process)) return
    done.add(life.process)
    rows.push(rowFor(life, depth))
    for (const child of there) if (child.parent === life.process) add(child, depth + 1)
  }

  for (const life of there) if (!known.has(life.parent)) add(life, 0)
  for (const life of there) add(life, 0)
  return rows
}

function rowOf({ clock, engine }: Header, life: ProcessLife, depth: number, look: Look<TreeSnapshot> | null, ended: boolean): ProcessRow {
  const seen = look?.read.ok ? look.read.value : null
  // what the system knows of a recorded Python is how its recorder was started
  const command = plainText((engine === 'python' ? life.command : '') || seen?.command.join(' ') || life.command || seen?.name || `process ${life.process}`)
  const words = ended ? exitWords(life.code) : seen === null ? 'not looked at so far' : stateWords(clock, seen)
  const threads = ended || seen === null ? [] : seen.threads.map((thread) => threadWords(clock, thread))
  const name = shortCommand(command.replace(new RegExp(` ${life.process}$`), ''))
  return { process: life.process, depth, name, command, ended, words, threads, spoken: `${name}, process ${life.process}, level ${depth + 1}: ${words}` }
}

function stateWords(clock: Clock, { state, exit, threads }: TreeSnapshot): string {
  if (state === 'zombie') return exit === null ? 'ended, not waited for' : `${exitWords(exit)}, not waited for`
  const time = threads.reduce((sum, { cpuTime }) => sum + cpuTime, 0)
  return `${conditionWords[state]}, ${counted(threads.length, 'thread')}, ${durationWords(clock, time)} on a processor`
}

/** What the system's words for a thread's state mean. */
const conditionWords = { runnable: 'running or ready', sleeping: 'asleep', disk: 'waits for a device', stopped: 'stopped', zombie: 'ended' } as const

const threadWords = (clock: Clock, { id, name, state, cpuTime, voluntary, involuntary }: SystemThread): ThreadWords => ({
  id,
  name: plainText(name),
  state: conditionWords[state],
  cpu: durationWords(clock, cpuTime),
  switches: `${voluntary.toLocaleString('en')} + ${involuntary.toLocaleString('en')}`
})
