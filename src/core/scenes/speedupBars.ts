import type { Experiment } from '../experiments/experiment'
import { type ExperimentResult, summaryOf } from '../experiments/result'
import { secondsWords } from '../experiments/words'

/** One way of an experiment as a bar; lengths are shares of the longest, 0 to 1. */
export interface SpeedupBar {
  readonly way: string
  readonly words: string
  /** Why there is no bar; null when there is one. */
  readonly skipped: string | null
  readonly median: number
  readonly least: number
  readonly most: number
  /** `1.24 s`; `1.20 s to 1.31 s`; `1.9 ×`; `1.8`: '' where there is none. */
  readonly time: string
  readonly spread: string
  readonly speedUp: string
  readonly cores: string
}

/** The bars of an experiment, as long as each way took: shorter is better. */
export function speedupBars(experiment: Experiment, result: ExperimentResult): readonly SpeedupBar[] {
  const { ways } = summaryOf(result)
  const longest = Math.max(...ways.map(({ most }) => most).filter(Number.isFinite), 1e-6)
  const length = (seconds: number): number => seconds / longest
  return ways.map(({ way, skipped, median, least, most, speedUp, cores }) => {
    const words = experiment.ways.find(({ id }) => id === way)?.words ?? way
    if (Number.isNaN(median)) {
      return { way, words, skipped: skipped ?? 'not measured', median: 0, least: 0, most: 0, time: '', spread: '', speedUp: '', cores: '' }
    }
    const compares = experiment.measures === 'wall'
    return {
      way,
      words,
      skipped: null,
      median: length(median),
      least: length(least),
      most: length(most),
      time: secondsWords(median),
      spread: `${secondsWords(least)} to ${secondsWords(most)}`,
      speedUp: compares ? `${speedUp.toFixed(speedUp < 9.95 ? 2 : 0)} ×` : '',
      cores: compares ? cores.toFixed(2) : ''
    }
  })
}
