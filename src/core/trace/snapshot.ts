import { failure, type Result, success } from './problem'

/** A region of an address space, in the words of `/proc/PID/smaps` (proc_pid_smaps(5)). Sizes in KiB. */
export interface Region {
  /** First address and the one behind the last, hexadecimal: a number of JavaScript does not hold all 64 bits. */
  readonly from: string
  readonly to: string
  /** `r-xp`: read, write, execute, and private or shared. */
  readonly mode: string
  /** What the system calls it: a path, `[heap]`, or empty. */
  readonly name: string
  /** What it is, in plain words. */
  readonly what: string
  readonly size: number
  readonly resident: number
  /** Resident, each page divided by the number of processes that have it. */
  readonly proportional: number
  readonly privateClean: number
  readonly privateDirty: number
  readonly sharedClean: number
  readonly sharedDirty: number
  /**
   * Of its pages of 4 KiB, in order and in runs: `s60 a4` are 60 that several processes have and 4 that this one has alone, `n` is not in memory. Null where it was not read.
   */
  readonly pages: string | null
}

/** A row of a process's table of descriptors. */
export interface Descriptor {
  readonly number: number
  /** What it points to: a path, `pipe:[1234]`, `socket:[5]`. */
  readonly target: string
  readonly mode: 'read' | 'write' | 'read and write'
  /** The flags of open(2), octal. */
  readonly flags: string
  /** Offset in bytes of the next read or write; null where the system does not tell. */
  readonly position: number | null
}

/** What the system says a thread is at: `runnable` runs or could. */
export const threadConditions = ['runnable', 'sleeping', 'disk', 'stopped', 'zombie'] as const
/** See `threadConditions`. */
export type ThreadCondition = (typeof threadConditions)[number]

/** A thread as the system knows it. */
export interface SystemThread {
  readonly id: number
  /** As it calls itself; any characters. */
  readonly name: string
  readonly state: ThreadCondition
  /** Nanoseconds on a processor so far. */
  readonly cpuTime: number
  /** How often it gave its processor away, and how often that was taken from it. */
  readonly voluntary: number
  readonly involuntary: number
}

/** What the JSON of a `snapshot` of kind `tree` holds: one process, its place in the tree of processes, and its threads. */
export interface TreeSnapshot {
  readonly parent: number
  readonly name: string
  /** Program and arguments; empty for a zombie. */
  readonly command: readonly string[]
  readonly state: ThreadCondition
  /** Of a zombie: the exit code, or minus the signal's number; null where it lives or the system does not tell. */
  readonly exit: number | null
  readonly threads: readonly SystemThread[]
}

/** What the JSON of a `snapshot` of kind `maps` holds. */
export interface MapsSnapshot {
  readonly regions: readonly Region[]
}

/** What the JSON of a `snapshot` of kind `descriptors` holds. */
export interface DescriptorsSnapshot {
  readonly descriptors: readonly Descriptor[]
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isCount = (value: unknown): boolean => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isAddress = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{1,16}$/.test(value)

/** Of a region pages are told up to here: 256 MiB. A reader unpacks them. */
const mostPages = 65_536
const isPages = (value: unknown): boolean =>
  typeof value === 'string' &&
  /^[asn][1-9]\d{0,5}( [asn][1-9]\d{0,5})*$/.test(value) &&
  value.split(' ').reduce((sum, run) => sum + Number(run.slice(1)), 0) <= mostPages

const regionFields: Record<keyof Region, (value: unknown) => boolean> = {
  from: isAddress,
  to: isAddress,
  mode: (value) => typeof value === 'string' && /^[r-][w-][x-][ps]$/.test(value),
  name: isText,
  what: isText,
  size: isCount,
  resident: isCount,
  proportional: isCount,
  privateClean: isCount,
  privateDirty: isCount,
  sharedClean: isCount,
  sharedDirty: isCount,
  pages: (value) => value === null || isPages(value)
}

const descriptorFields: Record<keyof Descriptor, (value: unknown) => boolean> = {
  number: isCount,
  target: isText,
  mode: (value) => value === 'read' || value === 'write' || value === 'read and write',
  flags: (value) => typeof value === 'string' && /^[0-7]+$/.test(value),
  position: (value) => value === null || isCount(value)
}

const isCondition = (value: unknown): boolean => threadConditions.some((known) => known === value)

const threadFields: Record<keyof SystemThread, (value: unknown) => boolean> = {
  id: isCount,
  name: isText,
  state: isCondition,
  cpuTime: isCount,
  voluntary: isCount,
  involuntary: isCount
}

const treeFields: Record<keyof TreeSnapshot, (value: unknown) => boolean> = {
  parent: isCount,
  name: isText,
  command: (value) => Array.isArray(value) && value.every(isText),
  state: isCondition,
  exit: (value) => value === null || Number.isSafeInteger(value),
  threads: (value) => Array.isArray(value) && value.every((row: unknown) => isRecord(row) && wrongField(row, threadFields) === null)
}

/** Reads the JSON of a `tree` snapshot, as strictly as the others. */
export function treeSnapshot(json: string): Result<TreeSnapshot> {
  const parsed = parsedJson(json)
  const wrong = isRecord(parsed) ? wrongField(parsed, treeFields) : 'tree'
  return wrong === null ? success(parsed as TreeSnapshot) : unreadable('snapshot', `"${wrong}" is missing, unknown or not what it should be.`)
}

/** Reads the JSON of a `maps` snapshot; anything that is missing, unknown or of another type is a failure. */
export function mapsSnapshot(json: string): Result<MapsSnapshot> {
  const regions = rows<Region>(json, 'regions', regionFields)
  return regions.ok ? success({ regions: regions.value }) : regions
}

/** Reads the JSON of a `descriptors` snapshot, as strictly. */
export function descriptorsSnapshot(json: string): Result<DescriptorsSnapshot> {
  const descriptors = rows<Descriptor>(json, 'descriptors', descriptorFields)
  return descriptors.ok ? success({ descriptors: descriptors.value }) : descriptors
}

function rows<Row>(json: string, key: string, fields: Record<string, (value: unknown) => boolean>): Result<readonly Row[]> {
  const parsed = parsedJson(json)
  const list = isRecord(parsed) && Object.keys(parsed).length === 1 ? parsed[key] : undefined
  if (!Array.isArray(list)) return unreadable('snapshot', `It is not an object with a list "${key}" and nothing else.`)
  for (const [index, row] of list.entries()) {
    const wrong = isRecord(row) ? wrongField(row, fields) : key
    if (wrong !== null) return unreadable(`snapshot, ${key} ${index}`, `"${wrong}" is missing, unknown or not what it should be.`)
  }
  return success(list as readonly Row[])
}

function wrongField(row: Record<string, unknown>, fields: Record<string, (value: unknown) => boolean>): string | null {
  const unknown = Object.keys(row).find((name) => !Object.hasOwn(fields, name))
  return unknown ?? Object.entries(fields).find(([name, fits]) => !fits(row[name]))?.[0] ?? null
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const unreadable = (at: string, what: string) => failure(at, what, 'Record the run again with this version of the lab.')
