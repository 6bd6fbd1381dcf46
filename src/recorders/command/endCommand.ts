import { readdirSync, readFileSync } from 'node:fs'
import { type ChildProcess, spawn } from 'node:child_process'
import { procStat } from './procStat'

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The variable of the environment by which a run's processes are known, even those that have left its session. */
export const runMark = 'LAB_RUN'

/** A command's processes, for ending them. */
export interface Kinsfolk {
  /** How many there are now. */
  count(): number
  /** Sends a signal to all that are there now; gives how many there were. */
  signal(signal: NodeJS.Signals): number
  /** Asks them to end, then makes them: SIGINT, SIGTERM after 1 s, SIGKILL after 2 s. `over` resolves when the first has ended. */
  endGently(over: Promise<unknown>): Promise<void>
  /** Kills whoever is left until nobody is, for two seconds at most. */
  endAll(): Promise<void>
}

/**
 * All processes of the session that `first` leads, and all others that carry the mark in the environment that they were started with; without those that are
 * spared, because they end by themselves when the others have.
 */
export function kinsfolk(first: number, mark: string, isSpared: (pid: number) => boolean = () => false): Kinsfolk {
  function members(): number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && isMember(pid, first, mark) && !isSpared(pid))
  }

  function signal(name: NodeJS.Signals): number {
    const all = members()
    for (const pid of all) {
      try {
        process.kill(pid, name)
      } catch {
        // gone meanwhile, or another user's
      }
    }
    return all.length
  }

  async function endAll(): Promise<void> {
    // whoever forks while it is killed leaves a child for the next round
    for (let round = 0; round < 200 && signal('SIGKILL') > 0; round++) await wait(round < 5 ? 2 : 10)
  }

  return {
    count: () => members().length,
    signal,
    endAll,
    async endGently(over) {
      const ended = over.then(() => true)
      for (const name of ['SIGINT', 'SIGTERM'] as const) {
        signal(name)
        if (await Promise.race([ended, wait(1000).then(() => false)])) return
      }
      signal('SIGKILL')
      await over
    }
  }
}

function isMember(pid: number, first: number, mark: string): boolean {
  try {
    const stat = procStat(readFileSync(`/proc/${pid}/stat`, 'latin1'))
    if (stat.letter === 'Z' || pid === process.pid) return false
    return stat.session === first || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${runMark}=${mark}\0`)
  } catch {
    return false
  }
}

/**
 * A shell that outlives this program by a moment: when this program is killed without a word its pipe closes, and the shell kills the run's processes. Ending it means that
 * it is no longer needed.
 */
export function guardRun(first: number, mark: string): { end(): void } {
  const script = `read -r word && exit
kill -KILL -"$1"
for folder in /proc/[0-9]*; do
  if grep -qs "${runMark}=$2" "$folder/environ"; then kill -KILL "\${folder#/proc/}"; fi
done`
  const guard: ChildProcess = spawn('/bin/sh', ['-c', script, 'guard', String(first), mark], { stdio: ['pipe', 'ignore', 'ignore'], detached: true })
  // without a guard the run is still ended by whoever started it
  guard.on('error', () => {})
  guard.stdin?.on('error', () => {})
  guard.unref()
  return { end: () => guard.stdin?.end('over\n') }
}
