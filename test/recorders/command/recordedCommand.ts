import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { type TraceBuilder, traceBuilder } from '../../../src/core/trace/builder'
import { eventAt } from '../../../src/core/trace/decode'
import type { Event, EventType } from '../../../src/core/trace/event'
import { checkOrder } from '../../../src/core/trace/order'
import type { Trace } from '../../../src/core/trace/trace'
import { checkColumns } from '../../../src/core/trace/validate'
import { commandRecorder } from '../../../src/recorders/command/recordCommand'
import type { Plan, Recording, RunEnd } from '../../../src/recorders/recorder'
import { builtWorker } from '../threads/builtWorker'

const resources = join(import.meta.dirname, '../../../resources')
const worker = await builtWorker('command/observerWorker')
const folder = mkdtempSync(join(tmpdir(), 'lab-command-'))
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await worker.remove()
})

/** Whether small C programs can be made here. */
export const hasCompiler = ((): boolean => {
  try {
    execFileSync('gcc', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()
if (!hasCompiler) console.warn('NOT TESTED: there is no gcc on this machine, so no native program was made to be recorded')

/** Compiles a C program; gives its path. */
export function compiled(name: string, source: string, ...flags: readonly string[]): string {
  writeFileSync(join(folder, `${name}.c`), source)
  execFileSync('gcc', ['-O1', '-pthread', ...flags, '-o', join(folder, name), join(folder, `${name}.c`)])
  return join(folder, name)
}

/** A run that has ended, or been made to. */
export interface RecordedCommand {
  readonly end: RunEnd
  readonly trace: Trace
  readonly stages: readonly string[]
}

/** The recorder under test. */
export const startRecorder = commandRecorder(resources, worker.file)

/** A plan that runs a command, with what is said apart from that. */
export const planOf = (command: readonly string[], plan: Partial<Plan> = {}): Plan => ({
  engine: 'command',
  command,
  path: '',
  source: '',
  set: {},
  detail: 'sync',
  observe: 'faithful',
  python: null,
  arguments: [],
  folder,
  timeoutMs: 120_000,
  maxEvents: 1_000_000,
  onDeadlock: 'end',
  ...plan
})

/** Starts to record a command. `onStage` hears of stages as they come; `printed` resolves when the command next prints a line. */
export function startCommand(
  command: readonly string[],
  plan: Partial<Plan> = {},
  onStage: (stage: string) => void = () => {}
): { recording: Recording; result: Promise<RecordedCommand>; printed(line: string): Promise<void> } {
  const awaited = new Map<string, () => void>()
  let builder: TraceBuilder | null = null
  const stages: string[] = []
  const recording = startRecorder(planOf(command, plan), {
    header(header) {
      builder = traceBuilder(header)
    },
    batch(batch) {
      builder?.append(batch)
      for (const text of batch.texts.values()) awaited.get(text)?.()
    },
    stage(stage) {
      stages.push(stage)
      onStage(stage)
    }
  })
  const result = recording.ended.then((end): RecordedCommand => {
    if (builder === null) throw new Error(end.problem?.what ?? 'there is no header')
    const trace = builder.trace()
    const checked = checkColumns(trace.events)
    const order = checkOrder(trace)
    if (!checked.ok) throw new Error(`${checked.problem.at}: ${checked.problem.what}`)
    if (!order.ok) throw new Error(`${order.problem.at}: ${order.problem.what}`)
    return { end, trace, stages }
  })
  return { recording, result, printed: (line) => new Promise((resolve) => awaited.set(line, resolve)) }
}

/** Records a command to its end, and checks that its trace is whole and in order. */
export const recordCommand = (command: readonly string[], plan: Partial<Plan> = {}): Promise<RecordedCommand> => startCommand(command, plan).result

/** The events of one type. */
export function eventsOf<Type extends EventType>({ events }: Trace, type: Type): Extract<Event, { type: Type }>[] {
  return Array.from({ length: events.length }, (_, row) => eventAt(events, row)).filter((event): event is Extract<Event, { type: Type }> => event.type === type)
}

/** Processes that were started with this word in their environment or among their arguments. */
export function processesWith(word: string): number[] {
  const has = (pid: string): boolean => {
    try {
      return [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((file) => readFileSync(file, 'latin1').includes(word))
    } catch {
      return false
    }
  }
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid) && Number(pid) !== process.pid && has(pid))
    .map(Number)
}
