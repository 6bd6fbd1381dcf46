import { durationWords, momentWords } from '../../core/scenes/clockWords'
import { exitWords } from '../../core/scenes/processes/exitWords'
import { lossWords } from '../../core/scenes/lossWords'
import type { Clock } from '../../core/trace/header'
import { plainText } from '../../core/scenes/plainText'
import type { AnalysisReport } from './analysisReport'
import { orderWords } from './orderWords'
import { section } from './section'
import { taskWords } from './taskReport'

/** The report for people, as tables of words. Ends with a newline. */
export function analysisWords(report: AnalysisReport, clock: Clock): string {
  const time = (length: number): string => durationWords(clock, length)
  const { engine, file, status, duration, events, dropped, losses, exit, cost, threads, objects, deadlocks, failures, output, variables } = report
  const lost = dropped > 0 ? `, ${dropped} events missing` : ''
  const lines = [
    `${plainText(file ?? 'unknown program')}: ${status ?? 'cut short'} on ${engine} after ${time(duration)}, ${events.toLocaleString('en')} events${lost}`,
    ...(losses.length === 0 ? [] : [lossWords(clock, losses)]),
    ...(cost === null ? [] : [cost]),
    ...(status === 'failed' && failures.length === 0 && exit !== null ? [`the program ${exitWords(exit)}`] : []),
    ...section(
      'Threads',
      threads.map(({ name, state, time: spent }) => [name, state, ...Object.entries(spent).map(([of, length]) => `${of} ${time(length ?? 0)}`)])
    ),
    ...taskWords(report.tasks, clock),
    ...section(
      objects.some(({ highest }) => highest !== null) ? 'Objects that are waited for' : 'Locks and semaphores',
      objects.map((object) => objectRow(object, time))
    ),
    ...section(
      'Deadlocks',
      deadlocks.map(({ words, behind, verdict, since }) => [
        `${verdict === 'possible' ? 'possible, ' : ''}since ${momentWords(clock, since)}: ${words}${behind.length > 0 ? `; behind it: ${behind.join(', ')}` : ''}`
      ])
    ),
    ...orderWords(report.order, clock),
    ...section(
      'Failures',
      failures.map(({ line, kind, message, thread }) => [`line ${line}: ${kind}: ${message} in ${thread}`])
    ),
    ...section(
      'Final variables',
      Object.entries(variables).map(([name, value]) => [`${name} = ${JSON.stringify(value)}`])
    ),
    ...section(
      'Output',
      output.map((text) => [text])
    )
  ]
  return `${lines.join('\n')}\n`
}

function objectRow(object: AnalysisReport['objects'][number], time: (length: number) => string): string[] {
  const waits = `waits ${time(object.totalWait)}, longest ${time(object.longestWait)}`
  if (object.highest !== null) {
    const vain = object.unmet > 0 ? `, in vain ${object.unmet}` : ''
    return [object.name, object.kind, `waited for ${object.contended}${vain}`, waits, `most at once ${object.highest}`]
  }
  return [
    object.name,
    object.kind,
    // without the last one a lock that nobody ever got would show long waits and no reason for them
    `acquired ${object.acquisitions}, contended ${object.contended}${object.unmet > 0 ? `, never got ${object.unmet}` : ''}`,
    waits,
    `holds ${time(object.totalHold)}, longest ${time(object.longestHold)}`,
    object.holders.map(({ thread, acquisitions }) => `${thread} ${acquisitions}×`).join(', ')
  ]
}
