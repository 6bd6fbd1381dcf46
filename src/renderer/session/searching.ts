import { type Actor, createActor } from 'xstate'
import type { SearchNews } from '../../core/explorer/explorerMessage'
import { searchMachine, type SearchScope } from './searchMachine'
import type { RunningSearch, SearchPlace, SearchTask } from './searchPlace'

/** One search after the other, and what the window knows of it. */
export interface Searching {
  readonly actor: Actor<typeof searchMachine>
  /** Starts a search; one that runs is left. `hear` is told of all news behind the actor. */
  begin(task: SearchTask, scope: SearchScope, fresh: boolean, hear?: (news: SearchNews) => void): void
  pause(): void
  resume(): void
  /** Ends the search; what it found stays. */
  cancel(): void
  /** Ends it and forgets all. */
  clear(): void
}

/** Where searches of each scope run. */
export type SearchPlaces = Readonly<Record<SearchScope, SearchPlace>>

/** Makes a search that runs in one place or the other by its scope. */
export function searching(places: SearchPlaces): Searching {
  const actor = createActor(searchMachine).start()
  let running: RunningSearch | null = null

  return {
    actor,
    begin(task, scope, fresh, hear) {
      running?.leave()
      actor.send({ type: 'begin', scope, fresh })
      running = places[scope](task, (news) => {
        actor.send({ type: 'news', news })
        hear?.(news)
      })
    },
    pause() {
      running?.ask('pause')
      actor.send({ type: 'pause' })
    },
    resume() {
      running?.ask('resume')
      actor.send({ type: 'resume' })
    },
    cancel: () => running?.ask('cancel'),
    clear() {
      running?.leave()
      running = null
      actor.send({ type: 'clear' })
    }
  }
}
