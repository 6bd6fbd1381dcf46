import { type Command, json } from '../command'
import { answer } from '../complaint'
import { exitCode } from '../exitCode'
import { readRecordingFile } from '../readRecordingFile'
import { analysisReport } from './analysisReport'
import { analysisWords } from './analysisWords'

/** `analyze FILE.arrows`: a recording in figures. */
export const analyzeCommand: Command = {
  name: 'analyze',
  summary: 'say what a recording holds and means: threads, locks, deadlocks, races, lock order, critical path, waits, output',
  operands: ['FILE.arrows'],
  options: [json],
  rest: null,
  notes: [],
  async run(words, terminal) {
    const recording = await readRecordingFile(words.operands[0] ?? '', terminal)
    if (!recording.ok) return recording
    const { trace, truncated } = recording.value
    const report = analysisReport(trace, truncated)
    terminal.out(words.has('json') ? `${JSON.stringify(report)}\n` : analysisWords(report, trace.header.clock))
    return answer(exitCode.finished)
  }
}
