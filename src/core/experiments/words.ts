import type { Experiment } from './experiment'
import { type ExperimentResult, summaryOf, type WaySummary } from './result'

/** What the figures of an experiment say, in a sentence for each way but the first. */
export function findingWords(experiment: Experiment, result: ExperimentResult): readonly string[] {
  const { ways } = summaryOf(result)
  const [first] = ways
  if (first === undefined || Number.isNaN(first.median)) return []
  const wordsOf = (id: string): string => experiment.ways.find((way) => way.id === id)?.words ?? id
  if (experiment.measures === 'stall')
    return ways.filter(isMeasured).map((one) => `${wordsOf(one.way)}: the loop stood still for up to ${secondsWords(one.median)}`)
  return ways
    .slice(1)
    .filter(isMeasured)
    .map((one) => `${wordsOf(one.way)}: ${speedWords(one.speedUp)}, with ${one.cores.toFixed(1)} processors busy`)
}

const isMeasured = ({ median }: WaySummary): boolean => !Number.isNaN(median)

/** `2.0 times as fast`, `as fast`, `0.8 times as fast`: what differs by less than a twentieth is the same. */
const speedWords = (speedUp: number): string =>
  Math.abs(speedUp - 1) < 0.05 ? 'as fast' : `${speedUp < 9.95 ? speedUp.toFixed(1) : speedUp.toFixed(0)} times as fast`

/** `1.24 s`, `38 ms`. */
export const secondsWords = (seconds: number): string =>
  seconds >= 0.995 ? `${seconds.toFixed(2)} s` : `${(seconds * 1000).toFixed(seconds < 0.00995 ? 1 : 0)} ms`

/** Where a result comes from: `CPython 3.11.7, AMD EPYC, 2 cores, 2026-11-25`. */
export const provenanceWords = ({ host, at }: ExperimentResult): string => `${host.runtime}, ${host.cpu}, ${host.cores} cores, ${host.os}, ${at.slice(0, 10)}`
