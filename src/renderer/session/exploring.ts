import type { Actor } from 'xstate'
import type { SearchNews } from '../../core/explorer/explorerMessage'
import { readGoal } from '../../core/explorer/answers/goal'
import type { ExploreOptions, Report } from '../../core/explorer/report'
import type { Program } from '../../core/program/program'
import { verdictOf } from '../../core/scenes/orders/verdict'
import type { Bench } from './bench'
import { type SearchPlaces, searching } from './searching'
import type { searchMachine, SearchScope } from './searchMachine'
import type { SearchTask } from './searchPlace'
import type { Place } from './sessionState'

/** The part of a session that searches all orders. */
export interface Exploring {
  /** What is known of the open program's orders. */
  readonly orders: Actor<typeof searchMachine>
  /** Whether the state is reached that was asked for (`SessionState.goal`). */
  readonly reach: Actor<typeof searchMachine>
  /** Where other orders part from the run that was followed. */
  readonly turns: Actor<typeof searchMachine>
  /** Searches every program anew that comes on screen. Gives the way to stop. */
  watch(): () => void
  /** As far as the machine can. */
  searchAll(): void
  /** Shows the clearest bug: the one that is known, or the first that a whole search finds. */
  findBug(): void
  /** Asks for a state in which a Python expression over the module's names is true; '' asks nothing. Answered at once where few states are enough. */
  askGoal(goal: string): void
  /** Looks for what other orders of a run come to. */
  askRun(schedule: string): void
  /** Looks for it as far as the machine can. */
  searchGoal(): void
  /** Ends that search. */
  cancelGoal(): void
  pauseSearch(): void
  resumeSearch(): void
  cancelSearch(): void
}

// Small programs are done in milliseconds; a machine that is busy with other things may take longer, and any edit ends the search.
const quick: ExploreOptions = { tier: 'auto', maxStates: 50_000, maxBytes: 64 * 2 ** 20, maxMs: 3000, counts: true, goal: null, spuriousWakeUps: 0 }
// each way of searching gets as far as this before the next one, which leaves more out, is tried
const far: ExploreOptions = { ...quick, maxStates: 5_000_000, maxBytes: 2 ** 31, maxMs: 600_000 }

/** Makes the part of a session that explores. `places` gives where searches run, one at a time in each; `show` loads a schedule into the stepped run. */
export function exploring({ store }: Pick<Bench, 'store'>, places: () => SearchPlaces, show: (schedule: string) => void): Exploring {
  const orders = searching(places())
  // in places of its own: a question must not end the search that it came up in
  const reach = searching(places())
  const turns = searching(places())
  let program: Program | null = null
  let where = ''

  const task = (options: ExploreOptions): SearchTask | null => (program ? { program, set: store.read().set, options } : null)

  function follow(): void {
    const { program: next, place } = store.read()
    if (next === program) return
    program = next
    turns.clear()
    if (store.read().followed !== null) store.change({ followed: null })
    // what is known of another text says nothing about this one; of the same one, edited, it stays in sight until the new is there
    if (JSON.stringify(place) !== where) leave(place)
    const first = task(quick)
    if (first) orders.begin(first, 'quick', true)
    askFor('quick', true)
  }

  function leave(next: Place): void {
    where = JSON.stringify(next)
    orders.clear()
    store.change({ goal: '' })
  }

  /** Looks for the goal; one that is none is not looked for. */
  function askFor(scope: SearchScope, fresh: boolean): void {
    const { goal } = store.read()
    const asked = task({ ...(scope === 'quick' ? quick : far), goal, counts: false })
    if (asked && goal.trim() !== '' && readGoal(asked.program, goal).ok) reach.begin(asked, scope, fresh)
    else reach.clear()
  }

  function search(hear?: (news: SearchNews) => void): void {
    const all = task(far)
    if (all) orders.begin(all, 'whole', false, hear)
  }

  /** Shows the clearest bug of a report; false when it has none. */
  function showBug(report: Report | null): boolean {
    const verdict = report ? verdictOf(report) : null
    if (!verdict?.bad || verdict.schedule === null) return false
    show(verdict.schedule)
    return true
  }

  return {
    orders: orders.actor,
    reach: reach.actor,
    turns: turns.actor,
    askRun(schedule) {
      const about = task({ ...quick, tier: 'full', counts: false, run: schedule })
      if (about) turns.begin(about, 'quick', true)
    },
    watch() {
      follow()
      return store.subscribe(follow)
    },
    searchAll: () => search(),
    findBug() {
      const { report, old } = orders.actor.getSnapshot().context
      if ((!old && showBug(report)) || report?.extent.complete) return
      let shown = false
      search((news) => {
        if (shown || news.type === 'broken') return
        shown = showBug(news.type === 'ended' ? news.report : news.found)
        if (shown && news.type === 'progress') orders.cancel()
      })
    },
    askGoal(goal) {
      store.change({ goal })
      askFor('quick', true)
    },
    searchGoal: () => askFor('whole', false),
    cancelGoal: reach.cancel,
    pauseSearch: orders.pause,
    resumeSearch: orders.resume,
    cancelSearch: orders.cancel
  }
}
