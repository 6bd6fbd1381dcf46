/**
 * The memory that the threads of a run share, as 32-bit words. All of it is thrown away with the run, so a lock that was never released costs nothing.
 *
 *   control   the single `words`, then a row for each thread and a word for each worker
 *   heap      module-level names (two words each), their bound flags, then objects and list elements, handed out from `heapNext` upwards
 *   texts     texts made while running: two units of length, then UTF-16 code units, handed out from `textNext` upwards
 */
export interface RunMemory {
  readonly control: SharedArrayBuffer
  readonly heap: SharedArrayBuffer
  readonly texts: SharedArrayBuffer
}

/** Single words of `control`. */
export const words = {
  /** Guards an access together with its ticket. */
  spin: 0,
  /** The next event's place in the one order of all events. */
  ticket: 1,
  /** Tickets from here on are dropped unless they are rare. */
  maxEvents: 2,
  heapNext: 3,
  textNext: 4,
  /** Trace ids given to objects. */
  objects: 5,
  /** Thread ids given; main is 0. */
  threads: 6,
  /** Threads that got Python's own name. */
  unnamed: 7,
  /** How many starts there were. */
  started: 8,
  /** Counts workers that became ready; whoever needs one waits on it. */
  warm: 9,
  /** Never changes: sleepers wait on it for their time. */
  never: 10,
  /** The queue of the pool that was made last, by heap index; 0 none. */
  pools: 11,
  /** Moment 0 by the monotonic clock, a 64-bit word of nanoseconds. */
  origin: 12,
  /** Where those stand who wait for one of several futures, by heap index; 0 while nobody has. */
  completions: 14
} as const

/** How many may run at once besides main: each costs a worker of about 6 MB. */
export const threadLimit = 64
/** How many threads one run may make, one after another. */
export const madeLimit = 4096

/** A thread's row: words counted from `threadRow(id)`. */
export const inThread = {
  state: 0,
  /** What it is blocked on: 0 nothing, an object's heap index, or minus (1 + the thread it joins). Not 0 only right around the wait itself. */
  blockedOn: 1,
  /** How often it has blocked: equal at two looks means it stayed blocked between them. */
  blockings: 2,
  /** Its object in the heap; 0 for main. */
  object: 3,
  daemon: 4,
  /** 1 when an exception ended it. */
  failed: 5,
  /** 1 while it is in a list of those who wait at an object, 2 when it is to look again there; whoever takes it out wakes it. Then who comes behind it: 1 + a thread, 0 nobody. */
  waits: 6,
  next: 7,
  /** The thread that started it. */
  starter: 8,
  /** 1 for a task of `asyncio`. */
  task: 9,
  /** 1 + the thread that it has told to wait for, of several; 0 none. */
  ofSeveral: 10
} as const
const threadWords = 11

/** What a thread's state word holds. */
export const threadState = { made: 0, starting: 1, running: 2, ended: 3 } as const
/** What a worker's word holds, else 2 + the thread it runs. */
export const workerState = { absent: 0, idle: 1, firstThread: 2 } as const

const threadsAt = 16
const workersAt = threadsAt + madeLimit * threadWords
const controlWords = workersAt + threadLimit + 1

/** First word of a thread's row. */
export const threadRow = (id: number): number => threadsAt + id * threadWords
/** The word of worker `slot`; slot 0 is main's. */
export const workerWord = (slot: number): number => workersAt + slot

/** Heap word of a name's value; 64 bits wide so that mixed kinds fit. */
export const nameWord = (name: number): number => name * 2
/** Heap word that is 1 once the name is bound. */
export const boundWord = (name: number, names: number): number => names * 2 + name
/** Puts a kind's code and payload into a name's cell, before any worker runs. The payload is the lower word, as on every machine that Node runs on. */
export function bindName(memory: RunMemory, name: number, names: number, kind: number, payload: number): void {
  const heap = new Int32Array(memory.heap)
  heap[nameWord(name)] = payload
  heap[nameWord(name) + 1] = kind
  heap[boundWord(name, names)] = 1
}

/** How many words so many names take. */
export const nameWords = (names: number): number => names * 3
/** First heap word for objects. Index 0 must not be one: 0 means "no object". */
const firstObject = (names: number): number => ((nameWords(names) + 3) >> 1) * 2

// Pages are only made when touched, so room costs nothing: 8 Mi words of objects, 8 Mi characters of texts.
const heapBytes = 32 * 1024 * 1024
const textBytes = 16 * 1024 * 1024

/** Fresh memory for a run of a program with so many module-level names. */
export function runMemory(names: number, maxEvents: number): RunMemory {
  const memory = {
    control: new SharedArrayBuffer(4 * controlWords),
    heap: new SharedArrayBuffer(heapBytes),
    texts: new SharedArrayBuffer(textBytes)
  }
  const control = new Int32Array(memory.control)
  control[words.maxEvents] = maxEvents
  control[words.heapNext] = firstObject(names)
  control[words.threads] = 1
  return memory
}
