import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compile } from '../../core/program/compile'
import { makesProcesses } from '../../core/program/check/checkProcesses'
import type { Program } from '../../core/program/program'
import type { ProgramProblem } from '../../core/program/source'
import { hashText } from '../../core/trace/hashText'
import { type Header, traceVersion } from '../../core/trace/header'
import type { Problem } from '../../core/trace/problem'
import { hostInfo } from '../hostInfo'
import type { Plan, Recording, RunEnd, StartRecording } from '../recorder'
import { toolVersion } from '../toolVersion'
import { threadsRun } from './threadsRun'

/** Runs programs of the subset on real threads, with the worker entry (`threadWorker.ts`, bundled to JavaScript) at this path. */
export function threadsRecorder(worker: string): StartRecording {
  return (plan, listener) => {
    const compiled = compile(plan.source, { file: basename(plan.path), set: plan.set })
    if (!compiled.ok) return refused(problemOf(compiled.problems))
    return threadsRun(compiled.program, plan, worker, listener, () => listener.header(headerOf(plan, compiled.program)))
  }
}

/** Runs programs of the subset on real threads. The bundled worker entry stands beside this code's bundle, or one folder above it. */
export const recordThreads: StartRecording = (plan, listener) => threadsRecorder(bundledWorker())(plan, listener)

function bundledWorker(): string {
  const here = join(import.meta.dirname, 'threadWorker.js')
  return existsSync(here) ? here : join(import.meta.dirname, '..', 'threadWorker.js')
}

function headerOf({ path, source, set, detail }: Plan, program: Program): Header {
  return {
    version: traceVersion,
    engine: 'threads',
    observer: 'faithful',
    detail,
    program: { file: basename(path), text: program.source, hash: hashText(source), rewritten: Object.keys(set).length > 0 },
    arguments: [],
    set,
    scheduler: null,
    clock: { unit: 'nanoseconds', origin: new Date().toISOString() },
    host: hostInfo(`${runtimeName()} worker threads${makesProcesses(program.sites) ? ', one for each process, each with its own copy of the memory' : ''}`),
    tool: toolVersion
  }
}

const runtimeName = (): string => (process.versions['electron'] === undefined ? `Node ${process.versions.node}` : `Electron ${process.versions['electron']}`)

function problemOf(problems: readonly ProgramProblem[]): Problem {
  const [first] = problems
  if (first === undefined) throw new Error('a refusal without a problem')
  return { at: `line ${first.span.line}, column ${first.span.column}`, what: first.what, try: first.try }
}

function refused(problem: Problem): Recording {
  const ended = Promise.resolve<RunEnd>({ status: 'failed', events: 0, dropped: 0, elapsedMs: 0, problem })
  const nothing = async (): Promise<void> => undefined
  return { ended, stop: nothing, kill: nothing }
}
