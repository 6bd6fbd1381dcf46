import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Experiment, experiments } from '../../core/experiments/experiment'
import { parseResult } from '../../core/experiments/parseResult'
import type { ExperimentResult } from '../../core/experiments/result'
import { summaryOf } from '../../core/experiments/result'
import { runExperiment } from '../../recorders/experiments/runExperiment'
import { bestPython } from '../../recorders/python/findPythons'
import { type FoundPython, probePython } from '../../recorders/python/probePython'
import { type Command, json } from '../command'
import { type Answer, answer, complaintOf, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { interpreterPath } from '../run/interpreterPath'
import type { Terminal } from '../terminal'
import { writeWhole } from '../writeWhole'
import { nearest } from '../nearest'
import { experimentWords } from './experimentWords'

/** `experiment NAME`: the same work in several ways, measured. */
export const experimentCommand: Command = {
  name: 'experiment',
  summary: 'measure what threads, processes and asyncio gain under a real Python; experiment list names them',
  operands: ['NAME'],
  options: [
    { name: 'python', value: 'PATH', many: false, words: 'this interpreter (default: the best one found)' },
    { name: 'repeat', value: 'K', many: false, words: 'runs of each way (default: 5)' },
    { name: 'reference', value: null, many: false, words: 'show the result that came with the lab, measured on another machine' },
    { name: 'out', value: 'FILE.json', many: false, words: 'write the result' },
    json
  ],
  rest: null,
  notes: ['Exit codes: 0 measured, 1 nothing could be measured, 2 wrong use, 4 measured, but the machine was too busy to conclude anything.'],
  async run(words, terminal) {
    const [name = ''] = words.operands
    if (name === 'list') {
      terminal.out(words.has('json') ? `${JSON.stringify(experiments)}\n` : experiments.map(({ id, title }) => `${id.padEnd(10)}  ${title}\n`).join(''))
      return answer(exitCode.finished)
    }
    const experiment = experiments.find(({ id }) => id === name)
    if (experiment === undefined) {
      const ids = experiments.map(({ id }) => id)
      return refuse('', `there is no experiment '${name}'`, nearest(name, ids) ?? 'experiment list')
    }
    const result = words.has('reference')
      ? await reference(experiment, terminal)
      : await measured(experiment, words.value('python'), words.value('repeat') ?? '5', terminal)
    if (!result.ok) return result
    const summary = summaryOf(result.value)
    terminal.out(words.has('json') ? `${JSON.stringify({ ...result.value, summary })}\n` : experimentWords(experiment, result.value))
    const out = words.value('out')
    const written = out === null ? null : await writeWhole(out, terminal.folder, `${JSON.stringify(result.value, null, 2)}\n`)
    if (written !== null && !written.ok) return written
    if (summary.ways.every(({ median }) => Number.isNaN(median))) return answer(exitCode.failed)
    return answer(summary.inconclusive === null ? exitCode.finished : exitCode.timeout)
  }
}

async function reference({ id }: Experiment, terminal: Terminal): Promise<Answer<ExperimentResult>> {
  const file = join(terminal.resources, 'experiments', 'reference', `${id}.json`)
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return refuse('', `no reference of '${id}' came with the lab`, `experiment ${id}`)
  const result = parseResult(text)
  return result.ok ? answer(result.value) : { ok: false, complaints: [complaintOf(file, result.problem)] }
}

async function measured(experiment: Experiment, named: string | null, repeat: string, terminal: Terminal): Promise<Answer<ExperimentResult>> {
  const repeats = /^\d{1,3}$/.test(repeat) ? Number(repeat) : 0
  if (repeats < 1) return refuse('', `--repeat is a whole number from 1 to 999, not '${repeat}'`, '--repeat 5')
  const python = await pythonNamed(named, terminal)
  if (!python.ok) return python
  const plan = { experiment, folder: join(terminal.resources, 'experiments'), python: python.value, repeats }
  const tell = ({ done, of, next }: { done: number; of: number; next: string }): void => {
    if (process.stderr.isTTY) terminal.err(`${done + 1} of ${of}: ${next}\n`)
  }
  return answer(await runExperiment(plan, tell, terminal.stop))
}

async function pythonNamed(named: string | null, terminal: Terminal): Promise<Answer<FoundPython>> {
  const python = named === null ? await bestPython() : await probePython(await interpreterPath(named, terminal.folder))
  if (python !== null) return answer(python)
  if (named !== null) return refuse(named, 'this is no Python that can be started', 'npm run -s lab -- pythons')
  return refuse('', 'there is no CPython 3.8 or later on this machine', 'add --reference to see what another machine measured')
}
