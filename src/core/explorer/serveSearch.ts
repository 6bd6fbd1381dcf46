import type { Exploration } from './exploration'
import type { SearchAsk, SearchNews } from './explorerMessage'
import type { Limit, Report } from './report'

/** What a search has of the world: milliseconds since anything, and a way to go on after others had their turn. */
export interface SearchClock {
  now(): number
  later(turn: () => void): void
}

/** A search that is under way: ask it something, or leave it without a word. */
export interface ServedSearch {
  ask(ask: SearchAsk): void
  leave(): void
}

// short enough that a question asked meanwhile is heard at once, and long enough that taking turns costs nothing
const sliceMs = 20
const progressMs = 80
// making a report costs time: what was found so far is told once a second at most, and nine tenths of the time are left to the search
const foundMs = 1000
const foundShare = 9

/**
 * Runs a search in slices, so that its process stays able to listen, and tells how it stands. The same loop runs in the window's worker and in main's process.
 *
 *     work 20 ms ─ listen ─ work 20 ms ─ listen … ─ ended
 */
export function serveSearch(start: (now: () => number) => Exploration, graphLimit: number, tell: (news: SearchNews) => void, clock: SearchClock): ServedSearch {
  let exploration: Exploration | null = null
  let going = true
  let paused = false
  let comes = false
  let told = clock.now()
  let nextFound = told + foundMs

  function end(cancelled: boolean): void {
    going = false
    if (!exploration) return
    const report = exploration.report()
    const graph = report.extent.complete ? exploration.graph(graphLimit) : null
    tell({ type: 'ended', progress: exploration.progress(), report: cancelled ? unfinished(report, 'cancelled') : report, graph })
  }

  function stand(now: number): void {
    if (!exploration || now - told < progressMs) return
    const tellsFound = now >= nextFound
    tell({ type: 'progress', progress: exploration.progress(), found: tellsFound ? unfinished(exploration.report(), 'going') : null })
    told = clock.now()
    if (tellsFound) nextFound = told + Math.max(foundMs, foundShare * (told - now))
  }

  /** What breaks in here would be lost in a timer: it is told instead. */
  function guarded(work: () => void): void {
    try {
      work()
    } catch (error) {
      going = false
      tell({ type: 'broken', what: String(error) })
    }
  }

  function goOn(): void {
    if (!comes) clock.later(turn)
    comes = true
  }

  function turn(): void {
    comes = false
    guarded(() => {
      if (!going || paused) return
      exploration ??= start(clock.now)
      if (exploration.work(sliceMs)) return end(false)
      stand(clock.now())
      goOn()
    })
  }

  goOn()
  return {
    ask(ask) {
      if (!going) return
      if (ask === 'cancel') return guarded(() => end(true))
      paused = ask === 'pause'
      if (!paused) goOn()
    },
    leave() {
      going = false
    }
  }
}

const unfinished = (report: Report, because: Limit): Report => (report.extent.complete ? report : { ...report, extent: { ...report.extent, because } })
