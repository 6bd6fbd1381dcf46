import type { Check } from '../../preload/contract'
import { isKept, type RealRun } from './realRun'

/** A Python script that a person gave. */
export interface Script {
  readonly path: string
  readonly name: string
  readonly text: string
}

/** What is to be recorded, and how. */
export interface RecordChoice {
  readonly what: 'script' | 'scenario' | 'editor' | 'command'
  readonly script: Script | null
  /** File of a program that comes with the lab. */
  readonly scenario: string
  /** The command line of `command`, as it was typed. */
  readonly command: string
  /** Arguments of a program, as they were typed. */
  readonly words: string
  /** Where it runs; null for the program's own folder. */
  readonly folder: string | null
  readonly engine: 'python' | 'threads'
  /** Path of the interpreter; null for the first good one found. */
  readonly python: string | null
  readonly detail: 'access' | 'sync'
  readonly observe: 'faithful' | 'stress'
  readonly seconds: number
  readonly events: number
  readonly mib: number
  /** Looks a second at a command. */
  readonly hz: number
  /** Native programs record their own locks; the GIL is looked at from outside. */
  readonly locks: boolean
  readonly gil: boolean
}

/** A recording of this session that another one took the place of; its file is still there to be saved. */
export interface PastRecording {
  readonly run: number
  readonly name: string
  readonly words: string
  readonly saved: boolean
}

/** Everything about recordings that the window shows. */
export interface RecordState {
  readonly choice: RecordChoice
  /** What the last look at the choice found; null when it was not looked at. */
  readonly checks: readonly Check[] | null
  readonly run: RealRun | null
  /** What `run` is a recording of. */
  readonly name: string
  /** `performance.now()` when it began. */
  readonly begun: number
  readonly marks: number
  /** The time cursor stays at the newest event. */
  readonly follow: boolean
  readonly past: readonly PastRecording[]
}

const usual: RecordChoice = {
  what: 'scenario',
  script: null,
  scenario: 'two_locks.py',
  command: '',
  words: '',
  folder: null,
  engine: 'python',
  python: null,
  detail: 'access',
  observe: 'faithful',
  seconds: 60,
  events: 1_000_000,
  mib: 512,
  hz: 200,
  locks: false,
  gil: false
}

const kinds: ReadonlySet<string> = new Set<RecordChoice['what']>(['script', 'scenario', 'editor', 'command'])
const key = 'record:choice'
/** A script and a folder are given anew each time: what was given in an earlier session may not be run unasked. */
const keptNames = ['what', 'scenario', 'command', 'words', 'engine', 'python', 'detail', 'observe', 'seconds', 'events', 'mib', 'hz', 'locks', 'gil'] as const

/** The choice of the last session, as far as it can be taken up again. */
export function keptChoice(): RecordChoice {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, unknown>
    const known = keptNames.filter((name) => typeof kept[name] === (name === 'python' ? 'string' : typeof usual[name]))
    const choice: RecordChoice = { ...usual, ...Object.fromEntries(known.map((name) => [name, kept[name]])) }
    return kinds.has(choice.what) ? choice : { ...choice, what: usual.what }
  } catch {
    return usual
  }
}

/** Keeps a choice for the next session. */
export function keepChoice(choice: RecordChoice): void {
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(keptNames.map((name) => [name, choice[name]]))))
  } catch {
    // the browser's store is full: the next session begins with the usual choice
  }
}

/** Nothing recorded yet. */
export const noRecording: RecordState = { choice: usual, checks: null, run: null, name: '', begun: 0, marks: 0, follow: true, past: [] }

/** A recording that is over and was not saved. */
export const isUnsaved = ({ run }: RecordState): boolean => isKept(run) && !run.saved
