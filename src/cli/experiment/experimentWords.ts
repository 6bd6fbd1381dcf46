import type { Experiment } from '../../core/experiments/experiment'
import { type ExperimentResult, summaryOf } from '../../core/experiments/result'
import { provenanceWords, secondsWords } from '../../core/experiments/words'

/** An experiment as a table for people: medians with least and most, how many times as fast as the first way, processors used. Ends with a newline. */
export function experimentWords(experiment: Experiment, result: ExperimentResult): string {
  const { ways, inconclusive } = summaryOf(result)
  const rows = ways.map(({ way, skipped, median, least, most, speedUp, cores }) => {
    const words = experiment.ways.find(({ id }) => id === way)?.words ?? way
    if (Number.isNaN(median)) return [words, skipped ?? 'not measured']
    const figures = [words, secondsWords(median), `${secondsWords(least)} to ${secondsWords(most)}`]
    return experiment.measures === 'stall' ? figures : [...figures, `${speedUp.toFixed(speedUp < 10 ? 2 : 0)} ×`, cores.toFixed(2)]
  })
  const head = experiment.measures === 'stall' ? ['', 'longest stall', 'least to most'] : ['', 'median', 'least to most', 'speed-up', 'processors']
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row.length > 2 ? (row[column] ?? '').length : 0))))
  const table = [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  )
  const doubt = inconclusive === null ? [] : ['', `inconclusive: ${inconclusive}; make it again when the machine is quiet`]
  return `${[experiment.title, experiment.about, '', ...table, ...doubt, '', provenanceWords(result)].join('\n')}\n`
}
