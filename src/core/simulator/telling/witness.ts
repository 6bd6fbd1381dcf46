/**
 * Told what happens while a step runs, in order; whoever only searches passes null and nothing is built. Threads, objects and lists by number; a variable by
 * the address of its payload word; `line` is the source line, timeouts are in seconds.
 */
export interface Witness {
  /** A synchronisation object; the own lock of a condition comes behind the condition. */
  made(thread: number, line: number, object: number): void
  madeList(thread: number, line: number, list: number): void
  /** `tried`: it would not have waited for ever. */
  acquired(thread: number, line: number, lock: number, tried?: boolean): void
  released(thread: number, line: number, lock: number): void
  /** A readers–writer lock, to read. */
  acquiredShared(thread: number, line: number, rwlock: number): void
  releasedShared(thread: number, line: number, rwlock: number): void
  /** It did not wait for the lock, or for room or values in a queue. */
  tryFailed(thread: number, line: number, object: number): void
  /** It gave up at once what it would have waited for with a timeout; `to`: what it wanted with a queue. */
  gaveUp(thread: number, line: number, object: number, timeout: number | null, to: 'put' | 'get' | null): void
  /** It gave up waiting in a wait set. */
  timedOut(thread: number, line: number, object: number): void
  /** How the object stands decided what came: whether a lock is taken, an event set, a queue empty, a barrier broken. */
  asked(thread: number, line: number, object: number): void
  joined(thread: number, line: number, target: number): void
  gaveUpJoin(thread: number, line: number, target: number, timeout: number | null): void
  /** Whether `target` was started, or lives, decided what came. */
  askedAlive(thread: number, line: number, target: number): void
  /** It joined a wait set; `isAny`: it waits for any of several, the first of which is told. */
  waitBegan(thread: number, line: number, object: number, timeout: number | null, isAny?: boolean): void
  /** It left a wait set, not by giving up; or it need not wait, as an event was set or all values of a queue were done. */
  woken(thread: number, line: number, object: number): void
  /** `target` was taken out of a condition's wait set; -1: nobody was. */
  notified(thread: number, line: number, object: number, target: number): void
  /** The event is set, or the queue shut down. */
  set(thread: number, line: number, object: number): void
  /** The event is no longer set, or the barrier is whole again. */
  cleared(thread: number, line: number, object: number): void
  arrived(thread: number, line: number, barrier: number): void
  /** It left the barrier, through or not. */
  left(thread: number, line: number, barrier: number): void
  broken(thread: number, line: number, barrier: number): void
  put(thread: number, line: number, queue: number, kind: number, payload: number): void
  got(thread: number, line: number, queue: number, kind: number, payload: number): void
  taskDone(thread: number, line: number, queue: number): void
  workBegan(thread: number, line: number, future: number, name: string): void
  workEnded(thread: number, line: number, future: number): void
  /** A random number came out. */
  chose(thread: number, line: number, value: number): void
  read(thread: number, line: number, variable: number, kind: number, payload: number): void
  /** It read the variable in vain. */
  foundUnbound(thread: number, line: number, variable: number): void
  written(thread: number, line: number, variable: number, kind: number, payload: number): void
  /** `isTask`: of `asyncio`, whose loop main is. */
  started(thread: number, line: number, target: number, isTask: boolean): void
  /** It has the event loop. Told of whatever awaits, main's coroutine too. */
  resumed(thread: number, line: number): void
  /** It is about to give the event loop back; `on`: for what, in words, empty when it could go on at once. */
  suspends(thread: number, line: number, on: string): void
  ended(thread: number, line: number): void
  /** `text` is a number of the pools. */
  printed(thread: number, line: number, text: number, stream: 'stdout' | 'stderr'): void
  /** What a check asks for is not so; the thread goes on. */
  checkFailed(thread: number, line: number): void
  /** Nobody caught it; `exception` is a number of the pools. */
  raised(thread: number, line: number, exception: number): void
}
