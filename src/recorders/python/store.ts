/** A process of the run, as far as its own kin tell of it. */
export interface KnownProcess {
  readonly pid: number
  /** As lanes and objects call it; empty for the first process, whose things need no surname. */
  name: string
  /** Its main thread's lane, -1 none yet. */
  main: number
  readonly lanes: Set<number>
  /** It only serves others: its threads are nobody who could still do something. */
  serves: boolean
}

/** The numbers that one store's records use, and what they mean in the trace. */
export interface Store {
  readonly uid: string
  process: KnownProcess | null
  /** The tracer's number of a thread → its lane. */
  readonly threads: Map<number, number>
  /** Objects by the tracer's numbers. */
  readonly objects: number[]
  /** Variables by the numbers of access rows. */
  readonly variables: number[]
  readonly variableNames: readonly string[]
  /** The store of the process that forked this one, and the number from which on objects are its own. */
  above: { readonly store: Store; readonly below: number } | null
  /** Its rows are left out: of a server of the library's own, or behind the end of its process. */
  silent: boolean
}

/** A store of which nothing has been told yet. */
export const newStore = (uid: string, variableNames: readonly string[]): Store => ({
  uid,
  process: null,
  threads: new Map(),
  objects: [],
  variables: [],
  variableNames,
  above: null,
  silent: false
})

/** ` of Process-1`: the surname of what belongs to a child process alone. */
export const surname = ({ process }: Store): string => (process === null || process.name === '' ? '' : ` of ${process.name}`)
