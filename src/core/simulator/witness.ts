/**
 * Told what happens while a step runs, in order; whoever only searches passes null and nothing is built. Threads, locks and lists by number; a variable by
 * the address of its payload word; `line` is the source line.
 */
export interface Witness {
  madeLock(thread: number, line: number, lock: number): void
  madeList(thread: number, line: number, list: number): void
  acquired(thread: number, line: number, lock: number): void
  released(thread: number, line: number, lock: number): void
  tryFailed(thread: number, line: number, lock: number): void
  joined(thread: number, line: number, target: number): void
  read(thread: number, line: number, variable: number, kind: number, payload: number): void
  written(thread: number, line: number, variable: number, kind: number, payload: number): void
  started(thread: number, line: number, target: number): void
  ended(thread: number, line: number): void
  /** `text` is a number of the pools. */
  printed(thread: number, line: number, text: number, stream: 'stdout' | 'stderr'): void
  /** Nobody caught it; `exception` is a number of the pools. */
  raised(thread: number, line: number, exception: number): void
}
