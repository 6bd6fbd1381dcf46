import { join } from 'node:path'
import { deadlocksAt } from '../../core/analysis/deadlocks'
import { textTimeline } from '../../core/scenes/timeline/textTimeline'
import { traceSvg } from '../../core/scenes/svg/traceSvg'
import type { ProgramEngine } from '../../core/trace/header'
import type { Trace } from '../../core/trace/trace'
import { type Answer, answer, refuse } from '../complaint'
import type { TextFile } from '../readText'
import { recordedRun } from '../run/recordedRun'
import { recordingOut } from '../run/recordingOut'
import type { RunRequest } from '../run/runRequest'
import type { Terminal } from '../terminal'
import { writeWhole } from '../writeWhole'

/** Records one run of the demonstration, draws it as text, and leaves its recording and picture in a folder. A run that did not end in a deadlock is told as a complaint. */
export async function showRun(engine: ProgramEngine, program: TextFile, folder: string, terminal: Terminal): Promise<Answer<null>> {
  const recording = join(folder, `two_locks.${engine}.arrows`)
  const out = await recordingOut(recording, folder)
  if (!out.ok) return out
  const ran = await recordedRun(requestFor(engine, program), program, [out.value], terminal)
  const wrong = out.value.close()
  if (!ran.ok) return ran
  if (wrong !== null) return { ok: false, complaints: [wrong] }
  const { trace, status } = ran.value
  terminal.out(`── Recorded: ${trace.header.host?.runtime ?? engine} ──\n\n${textTimeline(trace, Math.min(terminal.width, 120))}\n`)
  const picture = await writeWhole(join(folder, `two_locks.${engine}.svg`), folder, traceSvg(trace))
  if (!picture.ok) return picture
  terminal.out(`${deadlockWords(trace)}recording  ${recording}\npicture    ${picture.value}\n\n`)
  return status === 'deadlock'
    ? answer(null)
    : refuse(program.file, `this run ended as ${status}, without a deadlock: the system let one thread pass in time`, 'run the demonstration again')
}

const deadlockWords = (trace: Trace): string =>
  deadlocksAt(trace, trace.end)
    .map(({ words }) => `deadlock   ${words}\n`)
    .join('')

const requestFor = (engine: ProgramEngine, { named }: TextFile): RunRequest => ({
  file: named,
  engine,
  scheduling: { by: 'round-robin' },
  set: {},
  python: null,
  detail: 'sync',
  observe: 'faithful',
  timeoutMs: 30_000,
  out: null,
  json: false,
  compare: false,
  arguments: []
})
