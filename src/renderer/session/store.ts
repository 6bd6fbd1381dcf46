/** A value that changes, and those who want to know. */
export interface Store<Value> {
  read(): Value
  /** Replaces parts of the value and tells everybody. */
  change(part: Partial<Value>): void
  /** Listens; gives the way to stop listening. */
  subscribe(hear: () => void): () => void
}

/** A store with its first value. */
export function createStore<Value extends object>(first: Value): Store<Value> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    read: () => value,
    change(part) {
      value = { ...value, ...part }
      for (const hear of listeners) hear()
    },
    subscribe(hear) {
      listeners.add(hear)
      return () => {
        listeners.delete(hear)
      }
    }
  }
}
