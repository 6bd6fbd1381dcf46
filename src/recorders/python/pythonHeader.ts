import { basename } from 'node:path'
import { hashText } from '../../core/trace/hashText'
import { type Header, traceVersion } from '../../core/trace/header'
import { hostInfo } from '../hostInfo'
import type { Plan } from '../recorder'
import { toolVersion } from '../toolVersion'
import { isRewritten } from './launch'

/** Where the words of the GIL are, and the interpreter's ident in a thread state; else why that is not known. */
export type GilWords = { readonly address: number; readonly ident: number } | { readonly why: string }

/** What the tracer says when the program is about to begin. */
export interface Ready {
  readonly pid: number
  readonly parent: number
  readonly implementation: string
  readonly version: string
  readonly gil: boolean
  /** Where its words are, or why they are not known; only when they were asked for. */
  readonly gilWords?: GilWords
  /** What a record costs the program, measured before its first line, nanoseconds. */
  readonly perEvent: number
  /** The tracer's clock, and the wall clock beside it, nanoseconds. */
  readonly now: number
  readonly wall: number
}

/** The header of a recorded Python run. Synchronisation alone is always observed faithfully: nothing is put inside the program. */
export const pythonHeader = (plan: Plan, ready: Ready): Header => ({
  version: traceVersion,
  engine: 'python',
  observer: plan.detail === 'access' ? plan.observe : 'faithful',
  detail: plan.detail,
  program: { file: basename(plan.path), text: plan.source, hash: hashText(plan.source), rewritten: isRewritten(plan) },
  arguments: plan.arguments,
  set: plan.set,
  scheduler: null,
  clock: { unit: 'nanoseconds', origin: new Date(ready.wall / 1e6).toISOString() },
  host: hostInfo(`${ready.implementation === 'cpython' ? 'CPython' : ready.implementation} ${ready.version}${ready.gil ? '' : ' without GIL'}`),
  tool: toolVersion
})
