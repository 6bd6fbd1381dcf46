import { type Clock, type Detail, engines, type Header, type HostInfo, type Observer, type ProgramInfo, traceVersion } from '../trace/header'
import { failure, type Result, success } from '../trace/problem'

const observers: readonly Observer[] = ['model', 'faithful', 'stress', 'sampled']
const details: readonly Detail[] = ['access', 'sync']

/** Reads a header's JSON from a file that anybody may have written; unknown fields are left out. */
export function parseHeader(text: string): Result<Header> {
  try {
    const header = headerOf(JSON.parse(text))
    if (header !== null) return success(header)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  return failure('its header', 'The header of the recording is damaged.', 'Record the run again, or open another copy.')
}

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0
const oneOf = <Value>(list: readonly Value[], value: unknown): Value | undefined => list.find((known) => known === value)

function headerOf(json: unknown): Header | null {
  if (!isFields(json)) return null
  const engine = oneOf(engines, json.engine)
  const observer = oneOf(observers, json.observer)
  const detail = oneOf(details, json.detail)
  const clock = clockOf(json.clock)
  const program = json.program === null ? null : programOf(json.program)
  const host = json.host === null ? null : hostOf(json.host)
  const { arguments: given, set, scheduler, tool } = json
  if (engine === undefined || observer === undefined || detail === undefined || clock === null || program === undefined || host === undefined) return null
  if (!Array.isArray(given) || !given.every(isText) || !isFields(set) || !isText(tool) || !(scheduler === null || isText(scheduler))) return null
  const pairs = Object.entries(set).filter((pair): pair is [string, string] => isText(pair[1]))
  return { version: traceVersion, engine, observer, detail, program, arguments: given, set: Object.fromEntries(pairs), scheduler, clock, host, tool }
}

function clockOf(json: unknown): Clock | null {
  if (!isFields(json)) return null
  if (json.unit === 'steps') return { unit: 'steps' }
  return json.unit === 'nanoseconds' && isText(json.origin) ? { unit: 'nanoseconds', origin: json.origin } : null
}

function programOf(json: unknown): ProgramInfo | undefined {
  if (!isFields(json)) return undefined
  const { file, text, hash, rewritten } = json
  return isText(file) && isText(text) && isText(hash) && typeof rewritten === 'boolean' ? { file, text, hash, rewritten } : undefined
}

function hostOf(json: unknown): HostInfo | undefined {
  if (!isFields(json)) return undefined
  const { os, cpu, cores, runtime } = json
  return isText(os) && isText(cpu) && isCount(cores) && isText(runtime) ? { os, cpu, cores, runtime } : undefined
}
