import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { type FoundPython, probePython } from './probePython'
import { pythonPlaces, type Surroundings } from './pythonPlaces'

/** This machine, as the search sees it. */
const here = (): Surroundings => ({ platform: process.platform, environment: process.env, home: homedir() })

/**
 * All Pythons of this machine: first what `python3` means in a terminal, then by version, newest first; those that cannot be recorded say why and come last.
 * Each is asked what it is, four at a time; an empty list when there is none. `cancel` ends the asking.
 */
export async function findPythons(surroundings: Surroundings = here(), cancel?: AbortSignal): Promise<FoundPython[]> {
  const places = distinct(pythonPlaces(surroundings))
  const found: (FoundPython | null)[] = []
  let next = 0
  const ask = async (): Promise<void> => {
    for (let place = next++; place < places.length; place = next++) found[place] = await probePython(places[place] ?? '', cancel)
  }
  await Promise.all([ask(), ask(), ask(), ask()])
  const pythons = onePerEnvironment(found.filter((python) => python !== null))
  const first = pythons.find(({ path, prefix }) => path === found[0]?.path && prefix === found[0]?.prefix)
  return pythons.toSorted((a, b) => rank(a, first) - rank(b, first) || newerFirst(a.version, b.version))
}

/** The Python that `python3` means in a terminal, or the first that can be recorded; null when there is none, or when `cancel` ends the asking. */
export async function bestPython(surroundings: Surroundings = here(), cancel?: AbortSignal): Promise<FoundPython | null> {
  const [first] = pythonPlaces(surroundings)
  const preferred = first === undefined ? null : await probePython(first, cancel)
  if (preferred !== null && preferred.refused === null) return preferred
  return (await findPythons(surroundings, cancel)).find(({ refused }) => refused === null) ?? null
}

const rank = (python: FoundPython, first: FoundPython | undefined): number => (python.refused !== null ? 2 : python === first ? 0 : 1)

/** Links to one file need one question, but an environment's own link is a place of its own; the first place counts. */
function distinct(places: readonly string[]): string[] {
  const seen = new Set<string>()
  return places.filter((place, index) => {
    const key = index === 0 ? place : `${folderOf(place)} ${fileOf(place)}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function onePerEnvironment(pythons: readonly FoundPython[]): FoundPython[] {
  const seen = new Set<string>()
  return pythons.filter(({ path, prefix }) => {
    const key = `${fileOf(path)} ${prefix}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

const folderOf = (path: string): string => path.replace(/[^/\\]*$/, '')

/** Which file it is, through symbolic links and by hard links, as an installed `python3.13` and `python3.13t` are. */
function fileOf(path: string): string {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return `${dev} ${ino}`
  } catch {
    return path
  }
}

function newerFirst(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10)))
  for (const place of [0, 1, 2]) {
    const difference = (right?.[place] ?? 0) - (left?.[place] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
