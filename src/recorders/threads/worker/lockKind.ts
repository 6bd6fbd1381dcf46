import type { Patience } from './patience'

/** What a program can do with one kind of lock, by heap index. `acquired` is written after the real acquire and `released` before the real release: owners never overlap. */
export interface LockKind {
  acquire(at: number, line: number): void
  /** Takes it if that can be done at once. */
  tryAcquire(at: number, line: number): boolean
  /** Waits for it, but not for ever. */
  acquireWithin(at: number, within: Patience, line: number): boolean
  release(at: number, permits: number, line: number): void
  isLocked(at: number): boolean
  /** Whether the thread may wait and notify at a condition over it. CPython asks of anything but an rlock only whether somebody has it. */
  isOwned(at: number): boolean
  /** Gives it back wholly, for the wait of a condition; `tell` comes between the telling of that and the doing. Gives how often it was held. */
  giveUp(at: number, line: number, tell: () => void): number
  /** Takes it again as often as it was held. */
  takeAgain(at: number, times: number, line: number): void
}
