import { useSelector } from '@xstate/react'
import { useSyncExternalStore } from 'react'
import type { Actor, AnyStateMachine, SnapshotFrom } from 'xstate'
import type { Store } from './store'

/** The value of a store, and a new picture whenever it changes. */
export const useStore = <Value extends object>(store: Store<Value>): Value => useSyncExternalStore(store.subscribe, store.read)

/** The snapshot of an actor, or null when there is none. */
export const useActorSnapshot = <Machine extends AnyStateMachine>(actor: Actor<Machine> | null): SnapshotFrom<Machine> | null =>
  useSelector(actor ?? undefined, (snapshot) => snapshot ?? null)
