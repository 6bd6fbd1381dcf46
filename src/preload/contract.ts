import { z } from 'zod'
import type { SearchNews } from '../core/explorer/explorerMessage'
import type { RaceRow } from '../core/experiments/race'
import type { ExperimentResult } from '../core/experiments/result'
import type { EventColumns } from '../core/trace/columns'
import type { Header } from '../core/trace/header'
import type { RunStatus } from '../core/trace/event'

const problem = z.strictObject({ at: z.string(), what: z.string(), try: z.string() })
/** An answer that can fail for reasons outside our code. */
const result = <Value extends z.ZodType>(value: Value) =>
  z.union([z.strictObject({ ok: z.literal(true), value }), z.strictObject({ ok: z.literal(false), problem })])

/** 256 MiB: the largest file that the window opens. */
export const largestFile = 256 * 1024 * 1024
/** The largest file, bytes, that comes in an answer; every program does. The page stands still while a larger one is copied to it. */
export const largestAnswer = 1_000_000

const bytes = z.instanceof(Uint8Array).refine((value) => value.byteLength <= largestFile, 'larger than 256 MiB')
const openedFile = z.strictObject({ name: z.string(), path: z.string(), bytes })
const offeredFile = z.strictObject({ name: z.string(), path: z.string(), size: z.int(), address: z.string() })
const givenFile = z.union([openedFile, offeredFile])
const fileKind = z.enum(['arrows', 'py', 'prog', 'svg', 'json'])
const name = z.string().min(1).max(255)

const interpreter = z.strictObject({
  path: z.string(),
  /** `3.11.7`, with a `t` behind when it runs without a GIL. */
  version: z.string(),
  implementation: z.string(),
  /** Null when the lab can record with it, else why not. */
  refused: z.string().nullable()
})

const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark', 'projector']),
  reducedMotion: z.boolean(),
  singleKeys: z.boolean(),
  sidebar: z.boolean(),
  /** Sizes of panes by name, in CSS pixels. */
  panes: z.record(z.string(), z.number()),
  /** What the window showed last: a lesson or scenario, and the mode. */
  last: z.strictObject({ place: z.string(), mode: z.string() }).nullable(),
  interpreter: z.string().nullable()
})

const plan = z.strictObject({
  engine: z.enum(['threads', 'python', 'command']),
  /** A built-in scenario's file name, or the name under which an edited or opened text runs. */
  file: name,
  /** The path the text was opened from; null for built-in and edited texts. */
  path: z.string().nullable(),
  source: z.string().max(1_000_000),
  set: z.record(z.string(), z.string()),
  detail: z.enum(['access', 'sync']),
  observe: z.enum(['faithful', 'stress']),
  python: z.string().nullable(),
  /** Arguments for the program. */
  arguments: z.array(z.string().max(10_000)).max(1000).optional(),
  /** The folder in which it runs, one that a person chose; null for the program's own. */
  folder: z.string().nullable().optional(),
  /** Only with engine `command`: the program and its arguments. */
  command: z.array(z.string().max(10_000)).min(1).max(1000).optional(),
  sampleHz: z.int().min(1).max(2000).optional(),
  /** Command: native programs record their own locks. Python: the GIL is looked at from outside. */
  locks: z.boolean().optional(),
  gil: z.boolean().optional(),
  timeoutMs: z.int().min(100).max(3_600_000),
  maxEvents: z.int().min(1000).max(10_000_000),
  maxBytes: z.int().min(1_048_576).optional()
})

const check = z.strictObject({ state: z.enum(['good', 'doubtful', 'bad']), what: z.string(), try: z.string() })

const search = z.strictObject({
  file: name,
  source: z.string().max(1_000_000),
  set: z.record(z.string(), z.string()),
  options: z.strictObject({
    tier: z.enum(['auto', 'full', 'reduced']),
    maxStates: z.int().min(1).max(1_000_000_000),
    maxBytes: z.int().min(1),
    maxMs: z.int().min(1).max(3_600_000),
    counts: z.boolean(),
    goal: z.string().max(1000).nullable(),
    spuriousWakeUps: z.int().min(0).max(100)
  }),
  /** Up to how many states the graph comes with the report. */
  graphLimit: z.int().min(0).max(10_000)
})

const nothing = z.undefined()
const run = z.strictObject({ run: z.int() })

/** Everything the window can ask: name → schema of the question, schema of the answer. */
export const requests = {
  'app:info': {
    request: nothing,
    reply: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      os: z.string(),
      cores: z.int(),
      packaged: z.boolean()
    })
  },
  'settings:read': { request: nothing, reply: settings },
  'settings:write': { request: settings, reply: z.null() },
  /** In the order in which they are shown. `fixed`: it repairs the program before it. */
  'scenarios:list': { request: nothing, reply: z.array(z.strictObject({ file: z.string(), text: z.string(), theme: z.string(), fixed: z.boolean() })) },
  'file:open': { request: nothing, reply: result(givenFile.nullable()) },
  /** Reads a file that was dropped on the window; the preload alone knows its path. */
  'file:dropped': { request: z.strictObject({ path: z.string().min(1).max(4096) }), reply: result(givenFile) },
  /** Asks where, unless `path` is one that this window saved to or opened before; null when the person changed their mind. */
  'file:save': {
    request: z.strictObject({ kind: fileKind, name, path: z.string().nullable(), bytes }),
    reply: result(z.strictObject({ path: z.string() }).nullable())
  },
  'recent:list': { request: nothing, reply: z.array(z.strictObject({ path: z.string(), name: z.string() })) },
  'recent:open': { request: z.strictObject({ path: z.string() }), reply: result(givenFile.nullable()) },
  'recent:clear': { request: nothing, reply: z.null() },
  'python:list': { request: nothing, reply: z.array(interpreter) },
  /** Somebody may want to record soon: whatever takes its time can be done by then. */
  'record:prepare': { request: nothing, reply: z.null() },
  'record:start': { request: plan, reply: result(run) },
  /** Asks it to end, then makes it. */
  'record:stop': { request: run, reply: z.null() },
  'record:kill': { request: run, reply: z.null() },
  /** Puts a mark into a recording that goes on, now. */
  'record:mark': { request: z.strictObject({ run: z.int(), text: z.string().min(1).max(200) }), reply: z.null() },
  /** Looks at everything that a recording needs, before it begins. */
  'record:check': { request: plan, reply: z.array(check) },
  /** Asks for a folder to run in; null when the person changed their mind. */
  'folder:choose': { request: nothing, reply: z.string().nullable() },
  /** Asks for an interpreter that was not found, and looks what it is. */
  'python:choose': { request: nothing, reply: result(interpreter.nullable()) },
  /** Copies the recording of a run of this session, as the host wrote it; asks where like `file:save`. */
  'record:save': {
    request: z.strictObject({ run: z.int(), name, path: z.string().nullable() }),
    reply: result(z.strictObject({ path: z.string() }).nullable())
  },
  /** Runs the program of a recording that is over three more times, as it is and with nobody listening, and gives what recording took beside that. One at a time. */
  'compare:start': { request: run, reply: result(z.strictObject({ words: z.string() })) },
  'compare:cancel': { request: nothing, reply: z.null() },
  /** Searches all orders of a program in a process of its own; what it finds comes over a port. */
  'explore:start': { request: search, reply: result(z.strictObject({ search: z.int() })) },
  /** `cancel` ends a search that then reports what it found; `leave` one that nobody wants to hear of any more. */
  'explore:tell': { request: z.strictObject({ search: z.int(), ask: z.enum(['pause', 'resume', 'cancel', 'leave']) }), reply: z.null() },
  /** Measures an experiment (`race`: the counter everywhere) with a Python that was found here, null for the best one; its news come as pushes. One at a time. */
  'experiment:start': {
    request: z.strictObject({ id: z.string().max(40), python: z.string().max(4096).nullable(), repeats: z.int().min(1).max(50) }),
    reply: result(z.strictObject({ experiment: z.int() }))
  },
  'experiment:cancel': { request: nothing, reply: z.null() },
  /** The results that came with the lab, as JSON. */
  'experiment:references': { request: nothing, reply: z.array(z.string()) },
  /** What the window shows. With `edited`, closing asks first; "Save" then sends the command `file.save` and closes as soon as `edited` is false again. */
  'window:document': { request: z.strictObject({ title: z.string().max(300), path: z.string().nullable(), edited: z.boolean() }), reply: z.null() }
} as const

/** The name of a request. */
export type Request = keyof typeof requests
/** What a request takes. */
export type Question<R extends Request> = z.input<(typeof requests)[R]['request']>
/** What a request gives. */
export type Answer<R extends Request> = z.output<(typeof requests)[R]['reply']>

/** Settings of this person on this machine. */
export type Settings = z.output<typeof settings>
/** A Python found on this machine. */
export type Interpreter = z.output<typeof interpreter>
/** One thing that a recording needs. */
export type Check = z.output<typeof check>
/** What to run for real, as the window asks for it. */
export type RecordPlan = z.input<typeof plan>
/** A large search, as the window asks for it. */
export type SearchPlan = z.input<typeof search>
/** A file's bytes, with where they came from. */
export type OpenedFile = z.output<typeof openedFile>
/** A large file: `size` bytes, to be fetched once from `address`. */
export type OfferedFile = z.output<typeof offeredFile>
/** A file that a person gave. */
export type GivenFile = OpenedFile | OfferedFile

/** What a recording sends to the window over its own port, in this order: header, then batches and stages, then ended. */
export type RecordingMessage =
  | { readonly type: 'header'; readonly header: Header }
  /** `bytes`: how large the recording's file is by now. */
  | { readonly type: 'batch'; readonly batch: EventColumns; readonly bytes: number }
  | { readonly type: 'stage'; readonly stage: 'running' | 'parked' }
  /** From here on nothing reaches the recording's file; the run goes on. */
  | { readonly type: 'unwritten'; readonly problem: z.output<typeof problem> }
  | {
      readonly type: 'ended'
      readonly status: RunStatus
      readonly events: number
      readonly dropped: number
      readonly elapsedMs: number
      readonly problem: z.output<typeof problem> | null
      /** What observing took; null when nobody measured it. */
      readonly cost?: { readonly words: string } | null
      /** The recording's own file, already complete; saving copies it. */
      readonly file: string | null
    }

/** Commands that stand in the native menu; the window does them. */
export const commandIds = [
  'file.open',
  'file.save',
  'file.saveAs',
  'file.export',
  'view.sidebar',
  'view.theme.system',
  'view.theme.light',
  'view.theme.dark',
  'view.theme.projector',
  'run.play',
  'run.step',
  'run.back',
  'run.reset',
  'explore.bug',
  'explore.all',
  'record.start',
  'record.stop',
  'record.kill',
  'record.mark',
  'record.follow',
  'view.record',
  'help.keys'
] as const
/** The id of a command of the native menu. */
export type CommandId = (typeof commandIds)[number]

/** How an experiment goes; `ended` or `failed` is the last. */
export type ExperimentNews =
  | { readonly type: 'progress'; readonly done: number; readonly of: number; readonly next: string }
  | { readonly type: 'row'; readonly row: RaceRow }
  /** With what was measured until then, when it was called off; null for a race, whose rows were told. */
  | { readonly type: 'ended'; readonly result: ExperimentResult | null }
  | { readonly type: 'failed'; readonly why: string }

/** What main tells the window without being asked. */
export type Push =
  /** A menu item or accelerator, by the command's id. */
  | { readonly type: 'command'; readonly id: CommandId }
  /** A file given by the system, the command line or a second start of the app. */
  | { readonly type: 'opened'; readonly file: GivenFile }
  /** Such a file could not be opened. */
  | { readonly type: 'problem'; readonly problem: z.output<typeof problem> }
  | { readonly type: 'experiment'; readonly number: number; readonly news: ExperimentNews }
  /** The system, or the person's setting, went light or dark. */
  | { readonly type: 'theme'; readonly dark: boolean }

/** `window.lab`: the only thing the window has of the machine. */
export interface Door {
  /** Asks main; failures outside our code come back as values. */
  ask<R extends Request>(request: R, ...question: Question<R> extends undefined ? [] : [Question<R>]): Promise<Answer<R>>
  /** Listens to what main tells; gives the way to stop listening. Whatever came before the first listener is told to it then. */
  listen(hear: (push: Push) => void): () => void
  /** The path of a dropped file, for the list of recent files; '' where the system does not tell. */
  pathOf(file: File): string
  /** Opens a dropped file: like `file:open`, so that it stands in the recent files and can be saved and run. Fails for what is no file on disk. */
  openDropped(file: File): Promise<Answer<'file:dropped'>>
  /**
   * Starts a recording and hears its messages; resolves to the run's number, or the problem. The preload receives the MessagePort with main's answer
   * and hands its messages on, because ports cannot pass through `contextBridge`.
   */
  record(plan: RecordPlan, hear: (message: RecordingMessage) => void): Promise<Answer<'record:start'>>
  /** Starts a large search and hears its news, `ended` or `broken` last; resolves to the search's number, or the problem. */
  explore(plan: SearchPlan, hear: (news: SearchNews) => void): Promise<Answer<'explore:start'>>
}
