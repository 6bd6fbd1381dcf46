import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { RaceRow } from '../../core/experiments/race'
import { eventAt } from '../../core/trace/decode'
import { findPythons } from '../python/findPythons'
import type { FoundPython } from '../python/probePython'
import type { StartRecording } from '../recorder'

/** The files that race, by absolute path: each has a line `N = 3` for the turns of a thread, and prints its counter last. */
export interface RacePlan {
  readonly files: readonly string[]
  readonly turns: number
  readonly repeats: number
  /** The recorder of the lab's own threads. */
  readonly threads: StartRecording
}

/** No counter takes longer. */
const patienceMs = 60_000

/**
 * Runs the same files, unobserved and with more turns, under every Python of this machine (also those too old to be recorded) and on the lab's real threads. Each row is
 * told when it is there.
 */
export async function raceEverywhere(
  { files, turns, repeats, threads }: RacePlan,
  tell: (row: RaceRow) => void,
  abort: AbortSignal
): Promise<readonly RaceRow[]> {
  const rows: RaceRow[] = []
  const pythons = await findPythons()
  const folder = await mkdtemp(join(tmpdir(), 'lab-race-'))
  try {
    for (const file of files) {
      const source = (await readFile(file, 'utf8')).replace(/^N = \d+$/m, `N = ${turns}`)
      const copy = join(folder, basename(file))
      await writeFile(copy, source)
      const row = async (engine: string, run: () => Promise<number | string>): Promise<void> => {
        const made = await repeated(run, repeats, abort)
        const told = { engine, file: basename(file), expected: 2 * turns, ...made }
        rows.push(told)
        tell(told)
      }
      for (const python of pythons.toSorted(olderFirst)) {
        if (!abort.aborted)
          await row(`${python.implementation === 'cpython' ? 'CPython' : python.implementation} ${python.version}`, () => underPython(python, copy, abort))
      }
      if (!abort.aborted) await row('the lab’s real threads', () => onThreads(threads, copy, source, folder, abort))
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return rows
}

async function repeated(run: () => Promise<number | string>, repeats: number, abort: AbortSignal): Promise<Pick<RaceRow, 'came' | 'skipped'>> {
  const came: number[] = []
  while (came.length < repeats && !abort.aborted) {
    const value = await run()
    if (typeof value === 'string') return { came, skipped: value }
    came.push(value)
  }
  return { came, skipped: null }
}

const versionOf = ({ version }: FoundPython): number => version.split('.').reduce((sum, part) => sum * 1000 + Number.parseInt(part, 10), 0)
const olderFirst = (a: FoundPython, b: FoundPython): number => versionOf(a) - versionOf(b)

const counterIn = (out: string): number | string => {
  const last = out.trim().split('\n').at(-1) ?? ''
  return /^\d+$/.test(last) ? Number(last) : 'it did not print its counter'
}

function underPython({ path }: FoundPython, file: string, abort: AbortSignal): Promise<number | string> {
  return new Promise((resolve) => {
    execFile(path, [file], { timeout: patienceMs, killSignal: 'SIGKILL', signal: abort, windowsHide: true }, (error, out) => {
      resolve(error === null ? counterIn(out) : `it did not run: ${error.message.trim().split('\n').at(-1) ?? ''}`)
    })
  })
}

async function onThreads(threads: StartRecording, path: string, source: string, folder: string, abort: AbortSignal): Promise<number | string> {
  let last = ''
  const recording = threads(
    {
      engine: 'threads',
      path,
      source,
      set: {},
      detail: 'sync',
      observe: 'faithful',
      python: null,
      arguments: [],
      folder,
      timeoutMs: patienceMs,
      maxEvents: 100_000,
      onDeadlock: 'end'
    },
    {
      header() {},
      batch(events) {
        for (let row = 0; row < events.length; row++) {
          const event = eventAt(events, row)
          if (event.type === 'printed') last = event.text
        }
      },
      stage() {}
    }
  )
  const stop = (): void => void recording.kill()
  abort.addEventListener('abort', stop)
  const { problem } = await recording.ended
  abort.removeEventListener('abort', stop)
  return problem === null ? counterIn(last) : problem.what
}
