import { failure, type Result, success } from '../trace/problem'
import type { ExperimentResult, Measurement, WayResult } from './result'

/** Reads the JSON of a result that anybody may have written. */
export function parseResult(text: string): Result<ExperimentResult> {
  try {
    const result = resultOf(JSON.parse(text))
    if (result !== null) return success(result)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return failure('its text', 'This is no result of an experiment.', 'Make the experiment again.')
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isAmount = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY
const all = <Value>(values: unknown, read: (value: unknown) => Value | null): Value[] | null => {
  if (!Array.isArray(values)) return null
  const parts = values.map(read)
  return parts.every((value) => value !== null) ? parts : null
}

function resultOf(json: unknown): ExperimentResult | null {
  if (!isFields(json) || json.version !== 1 || !isFields(json.host)) return null
  const { experiment, at, tool } = json
  const { os, cpu, cores, runtime } = json.host
  const ways = all(json.ways, wayOf)
  if (!isText(experiment) || !isText(at) || !isText(tool) || !isText(os) || !isText(cpu) || !isAmount(cores) || !isText(runtime) || ways === null) return null
  return { version: 1, experiment, at, tool, host: { os, cpu, cores, runtime }, ways }
}

function wayOf(json: unknown): WayResult | null {
  if (!isFields(json) || !isText(json.way) || !(json.skipped === null || isText(json.skipped))) return null
  const measurements = all(json.measurements, measurementOf)
  return measurements === null ? null : { way: json.way, measurements, skipped: json.skipped }
}

function measurementOf(json: unknown): Measurement | null {
  if (!isFields(json)) return null
  const { seconds, wall, cpu, others } = json
  if (!isAmount(seconds) || !isAmount(wall) || !isAmount(cpu) || !(others === null || isAmount(others))) return null
  return { seconds, wall, cpu, others }
}
