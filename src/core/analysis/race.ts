/** Two accesses to one variable, at least one a write, of different threads, that nothing orders: rows of their events, as they happened. */
export interface Race {
  readonly variable: number
  readonly first: number
  readonly second: number
}
