import { type EngineRuns, noRuns, type RealRun } from './realRun'

/** The runs of programs that are not on screen: who comes back finds them again. */
export interface KeptRuns {
  keep(place: string, runs: EngineRuns): void
  /** The runs of a place, which are then no longer kept here. */
  take(place: string): EngineRuns
  /** Changes a run that is kept here; nothing when it is not. */
  patch(attempt: number, part: Partial<RealRun>): void
}

// two full recordings are about 360 MB; older ones go first
const mostEvents = 10_000_000

/** Keeps runs by place, the latest ones, up to ten million events together. */
export function keptRuns(): KeptRuns {
  const places = new Map<string, EngineRuns>()
  const events = ({ threads, python }: EngineRuns): number => (threads?.events ?? 0) + (python?.events ?? 0)
  return {
    keep(place, runs) {
      if (!runs.threads && !runs.python) return
      places.delete(place)
      places.set(place, runs)
      let room = mostEvents
      for (const [each, kept] of [...places].toReversed()) {
        room -= events(kept)
        if (room < 0 && each !== place) places.delete(each)
      }
    },
    take(place) {
      const runs = places.get(place) ?? noRuns
      places.delete(place)
      return runs
    },
    patch(attempt, part) {
      for (const [place, runs] of places) {
        for (const engine of ['threads', 'python'] as const) {
          const run = runs[engine]
          if (run?.attempt === attempt) places.set(place, { ...runs, [engine]: { ...run, ...part } })
        }
      }
    }
  }
}
