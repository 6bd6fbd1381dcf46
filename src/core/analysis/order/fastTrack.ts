import { type AtomicAccesses, atomicAccesses } from './atomicAccesses'
import { happensBefore } from './happensBefore'
import { type OperationColumns, operationCode } from './operations'
import { isAccess, isAtomic, isWrite, type Race } from './race'
import { vectorClocks } from './vectorClocks'

/**
 * What is remembered of a variable: the last write and the last reads as epochs, "so many ticks of that thread". Reads need a clock of each thread only while several threads
 * read it without an order between them.
 */
interface Accesses {
  readonly writeTick: Int32Array
  readonly writeThread: Int32Array
  readonly writeRow: Int32Array
  readonly readTick: Int32Array
  readonly readThread: Int32Array
  readonly readRow: Int32Array
  /** By variable, ticks of the last read of each thread and then their rows; absent while one epoch is enough. */
  readonly sharedReads: Map<number, Int32Array>
  readonly atomics: AtomicAccesses
}

/**
 * The first race of every variable that has one, by the moment of its second access. FastTrack (Flanagan & Freund, PLDI 2009): the same answer as full vector clocks, at the cost
 * of one comparison for nearly every access. A variable is looked at no more after its first race, so memory stays linear in variables and threads.
 */
export function fastTrack(operations: OperationColumns): Race[] {
  const { length, kind, thread, object, row, threadCount, objectCount } = operations
  const clocks = vectorClocks(threadCount)
  const order = happensBefore(operations, clocks)
  const accesses = emptyAccesses(objectCount, threadCount)
  const racy = new Uint8Array(objectCount)
  const races: Race[] = []
  for (let i = 0; i < length; i++) {
    const code = kind[i] ?? operationCode.local
    order.hear(i)
    const variable = object[i] ?? 0
    if (isAccess(code) && racy[variable] === 0) {
      const by = thread[i] ?? 0
      const known = clocks.of[by] as Int32Array
      const first = racingWith(accesses, code, variable, by, known, row[i] ?? 0)
      if (first >= 0) {
        racy[variable] = 1
        accesses.sharedReads.delete(variable)
        races.push({ variable, first, second: row[i] ?? 0 })
      }
    }
    order.tell(i)
  }
  return races
}

/** Takes an access into account: the row of one that it races with, -1 none. */
function racingWith(accesses: Accesses, code: number, variable: number, by: number, known: Int32Array, row: number): number {
  const { atomics } = accesses
  const writes = isWrite(code)
  if (!isAtomic(code)) {
    const plain = (writes ? write : read)(accesses, variable, by, known, row)
    return plain >= 0 ? plain : atomics.unordered(variable, known, writes)
  }
  atomics.note(variable, by, known[by] as number, row, writes)
  if (!isKnown(known, accesses.writeThread, accesses.writeTick, variable)) return accesses.writeRow[variable] ?? -1
  return writes ? unorderedRead(accesses, variable, known) : -1
}

function emptyAccesses(count: number, threadCount: number): Accesses {
  const column = (): Int32Array => new Int32Array(count)
  return {
    writeTick: column(),
    writeThread: column(),
    writeRow: column(),
    readTick: column(),
    readThread: column(),
    readRow: column(),
    sharedReads: new Map(),
    atomics: atomicAccesses(threadCount)
  }
}

/** The row of an access that this read races with, -1 none. Tick 0 is "never" and known to all. */
function read(accesses: Accesses, variable: number, by: number, known: Int32Array, row: number): number {
  const now = known[by] as number
  if (accesses.readTick[variable] === now && accesses.readThread[variable] === by) return -1
  const shared = accesses.sharedReads.get(variable)
  if (shared?.[by] === now) return -1
  if (!isKnown(known, accesses.writeThread, accesses.writeTick, variable)) return accesses.writeRow[variable] ?? -1
  if (shared !== undefined) remember(shared, known.length, by, now, row)
  else if (isKnown(known, accesses.readThread, accesses.readTick, variable)) {
    accesses.readTick[variable] = now
    accesses.readThread[variable] = by
    accesses.readRow[variable] = row
  } else share(accesses, variable, by, known, row)
  return -1
}

/** A second thread reads, without an order between the two: from now on each one's last read counts. */
function share(accesses: Accesses, variable: number, by: number, known: Int32Array, row: number): void {
  const reads = new Int32Array(2 * known.length)
  remember(reads, known.length, accesses.readThread[variable] ?? 0, accesses.readTick[variable] ?? 0, accesses.readRow[variable] ?? 0)
  remember(reads, known.length, by, known[by] as number, row)
  accesses.sharedReads.set(variable, reads)
  accesses.readTick[variable] = 0
}

function remember(reads: Int32Array, threads: number, by: number, tick: number, row: number): void {
  reads[by] = tick
  reads[threads + by] = row
}

/** The row of an access that this write races with, -1 none. */
function write(accesses: Accesses, variable: number, by: number, known: Int32Array, row: number): number {
  const now = known[by] as number
  if (accesses.writeTick[variable] === now && accesses.writeThread[variable] === by) return -1
  if (!isKnown(known, accesses.writeThread, accesses.writeTick, variable)) return accesses.writeRow[variable] ?? -1
  const unordered = unorderedRead(accesses, variable, known)
  if (unordered >= 0) return unordered
  // all reads come before this write, and it before whatever it races with not: the write stands for them
  accesses.sharedReads.delete(variable)
  accesses.writeTick[variable] = now
  accesses.writeThread[variable] = by
  accesses.writeRow[variable] = row
  return -1
}

/** The row of a plain read that a write races with, -1 none. */
function unorderedRead(accesses: Accesses, variable: number, known: Int32Array): number {
  if (!isKnown(known, accesses.readThread, accesses.readTick, variable)) return accesses.readRow[variable] ?? -1
  const shared = accesses.sharedReads.get(variable)
  const unordered = shared === undefined ? -1 : known.findIndex((tick, other) => (shared[other] as number) > tick)
  return unordered < 0 ? -1 : (shared?.[known.length + unordered] ?? -1)
}

const isKnown = (known: Int32Array, threads: Int32Array, ticks: Int32Array, variable: number): boolean =>
  (ticks[variable] as number) <= (known[threads[variable] as number] as number)
