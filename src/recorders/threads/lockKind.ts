/** What a program can do with one kind of lock, by heap index. `acquired` is written after the real acquire and `released` before the real release: owners never overlap. */
export interface LockKind {
  acquire(at: number, line: number): void
  tryAcquire(at: number, line: number): boolean
  release(at: number, permits: number, line: number): void
  isLocked(at: number): boolean
}
