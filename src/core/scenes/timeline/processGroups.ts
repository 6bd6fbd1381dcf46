import type { Analysis } from '../../analysis/analysisOf'
import { noProcess, type ProcessId, type ThreadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'
import { counted } from '../counted'
import { plainText } from '../plainText'
import { shortCommand } from '../processes/shortCommand'

/** The lanes of one process of a run that has several. */
export interface ProcessGroup {
  readonly process: ProcessId
  /** `process 812`. */
  readonly name: string
  /** Its program and arguments, short; empty where nobody told. */
  readonly command: string
  readonly threads: ReadonlySet<ThreadId>
  /** Its lanes are put away, its head stays. */
  readonly folded: boolean
}

/** The processes whose threads have lanes, in the order in which these began; none where all threads live in one process. */
export function processGroups({ trace, processes }: Analysis): ProcessGroup[] {
  if (![...trace.threads.values()].some(({ process }) => process !== null)) return []
  const { lives } = processes()
  const first = lives[0]?.process ?? noProcess
  const members = new Map<ProcessId, Set<ThreadId>>()
  for (const { id, process } of trace.threads.values()) {
    const home = process ?? first
    const known = members.get(home)
    if (known === undefined) members.set(home, new Set([id]))
    else known.add(id)
  }
  if (members.size < 2) return []
  const commands = new Map(lives.map(({ process, command }) => [process, command]))
  // a process that was named after its number is told of it once
  return [...members].map(([process, threads]) => ({
    process,
    name: process === noProcess ? 'first process' : `process ${process}`,
    command: shortCommand(plainText((commands.get(process) ?? '').replace(new RegExp(` ${process}$`), ''))),
    threads,
    folded: false
  }))
}

/** Rows in the order of their processes; within one they keep their order. */
export const byProcess = <Row extends { readonly thread: ThreadId }>(groups: readonly ProcessGroup[], rows: readonly Row[]): readonly Row[] =>
  groups.length === 0 ? rows : groups.flatMap(({ threads }) => rows.filter(({ thread }) => threads.has(thread)))

/** A process's head in words: its command, and what is folded away; the name where there is no command. */
export function groupWords({ command, threads, folded }: ProcessGroup, { threads: known }: Trace): string {
  if (!folded) return command
  const tasks = [...threads].filter((thread) => (known.get(thread)?.loop ?? null) !== null).length
  const away = [counted(threads.size - tasks, 'thread'), ...(tasks > 0 ? [counted(tasks, 'task')] : [])].join(' and ')
  return [command, `${away} folded`].filter((words) => words !== '').join(' · ')
}
