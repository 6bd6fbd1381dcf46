import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Experiment, Way } from '../../core/experiments/experiment'
import type { ExperimentResult, Measurement, WayResult } from '../../core/experiments/result'
import { hostInfo } from '../hostInfo'
import { signalGroup, untilGroupIsGone } from '../python/endProcess'
import type { FoundPython } from '../python/probePython'
import { toolVersion } from '../toolVersion'
import { watchLoad } from './machineLoad'

/** What to run, with what. */
export interface ExperimentPlan {
  readonly experiment: Experiment
  /** The app's folder of programs for experiments. */
  readonly folder: string
  readonly python: Pick<FoundPython, 'path' | 'version' | 'implementation'>
  /** Runs of each way. */
  readonly repeats: number
}

/** How far it is: runs made, of how many, and what comes next. */
export type ExperimentNews = { readonly done: number; readonly of: number; readonly next: string }

/** No way takes longer on a machine that is of any use for it. */
const patienceMs = 60_000

/**
 * Does an experiment: each way in a process of its own, all ways once and then again, so that what changes on the machine falls on all of them. An abort ends the
 * process that runs and gives what was measured so far.
 */
export async function runExperiment(plan: ExperimentPlan, tell: (news: ExperimentNews) => void, abort: AbortSignal): Promise<ExperimentResult> {
  const { experiment, repeats, python } = plan
  const { ways } = experiment
  const at = new Date().toISOString()
  const measured = ways.map(({ id }): { -readonly [Key in keyof WayResult]: WayResult[Key] } & { measurements: Measurement[] } => ({
    way: id,
    measurements: [],
    skipped: null
  }))
  for (let run = 0; run < repeats * ways.length && !abort.aborted; run++) {
    const [way, result] = [ways[run % ways.length], measured[run % ways.length]]
    if (way === undefined || result === undefined || result.skipped !== null) continue
    tell({ done: run, of: repeats * ways.length, next: way.words })
    const one = await measure(way, plan, abort)
    if (abort.aborted) break
    if (typeof one === 'string') result.skipped = one
    else result.measurements.push(one)
  }
  const runtime = `${python.implementation === 'cpython' ? 'CPython' : python.implementation} ${python.version}`
  return { version: 1, experiment: experiment.id, host: hostInfo(runtime), at, tool: toolVersion, ways: measured }
}

/** One run of one way; a text says why it could not be. */
function measure({ program, arguments: args }: Way, { folder, python, experiment }: ExperimentPlan, abort: AbortSignal): Promise<Measurement | string> {
  return new Promise((resolve) => {
    const load = watchLoad()
    const child = spawn(python.path, ['-B', join(folder, program), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      windowsHide: true
    })
    let out = ''
    let err = ''
    const kill = (): void => signalGroup(child, 'SIGKILL')
    const limit = setTimeout(kill, patienceMs)
    abort.addEventListener('abort', kill)
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-4000)
    })
    const end = (answer: Measurement | string): void => {
      clearTimeout(limit)
      abort.removeEventListener('abort', kill)
      // whatever it started goes with it
      kill()
      void untilGroupIsGone(child).then(() => resolve(answer))
    }
    child.once('error', (error) => end(`Python could not be started: ${error.message}`))
    child.once('close', (code, signal) => {
      if (signal !== null) return end(`it was ended after ${patienceMs / 1000} s`)
      if (code !== 0) return end(`it ended with ${code}: ${err.trim().split('\n').at(-1) ?? ''}`)
      end(factsOf(out, experiment.measures, load))
    })
  })
}

function factsOf(out: string, measures: Experiment['measures'], others: (spent: number) => number | null): Measurement | string {
  let facts: unknown
  try {
    facts = JSON.parse(out.trim().split('\n').at(-1) ?? '')
  } catch {
    return 'it did not say what it measured'
  }
  const fact = (name: string): unknown => (typeof facts === 'object' && facts !== null ? Reflect.get(facts, name) : undefined)
  const skip = fact('skip')
  if (typeof skip === 'string') return skip
  const [wall, cpu, spent, seconds] = [fact('wall'), fact('cpu'), fact('spent'), fact(measures)]
  if (typeof wall !== 'number' || typeof cpu !== 'number' || typeof spent !== 'number' || typeof seconds !== 'number') return 'it did not say what it measured'
  return { seconds, wall, cpu, others: others(spent) }
}
