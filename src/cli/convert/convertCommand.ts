import { extname } from 'node:path'
import type { Trace } from '../../core/trace/trace'
import { chromeTrace } from '../../core/formats/chromeTrace'
import { traceSvg } from '../../core/scenes/svg/traceSvg'
import { type Command, json } from '../command'
import { answer, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { nearest } from '../nearest'
import { readRecordingFile } from '../readRecordingFile'
import { writeWhole } from '../writeWhole'

const writers: Readonly<Record<string, (trace: Trace) => string | Uint8Array>> = {
  '.svg': (trace) => traceSvg(trace),
  '.json': (trace) => chromeTrace(trace)
}
const known = Object.keys(writers)

/** `convert IN OUT`: a recording as something else, by the ending of OUT. */
export const convertCommand: Command = {
  name: 'convert',
  summary: 'turn a recording into a picture (.svg) or a Chrome trace (.json)',
  operands: ['IN.arrows', 'OUT'],
  options: [json],
  rest: null,
  notes: ['A Chrome trace opens in ui.perfetto.dev and chrome://tracing.'],
  async run(words, terminal) {
    const [from = '', to = ''] = words.operands
    const extension = extname(to).toLowerCase()
    const write = writers[extension]
    if (write === undefined) {
      const stem = to.slice(0, to.length - extension.length) || 'trace'
      return refuse(
        to,
        `cannot write ${extension || 'a file without an ending'}; there is ${known.join(' and ')}`,
        `${stem}${nearest(extension, known) ?? known[0]}`
      )
    }
    const recording = await readRecordingFile(from, terminal)
    if (!recording.ok) return recording
    const written = await writeWhole(to, terminal.folder, write(recording.value.trace))
    if (!written.ok) return written
    if (words.has('json')) terminal.out(`${JSON.stringify({ file: written.value })}\n`)
    else terminal.err(`${to} written\n`)
    return answer(exitCode.finished)
  }
}
