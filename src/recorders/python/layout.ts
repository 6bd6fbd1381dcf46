/** Bytes of a chunk of the file of records; the tracer's `records.py` says how the file is laid out. */
export const chunkBytes = 65_536
/** Bytes of a slot: a record, a chunk's head, or a piece of text. */
export const slotBytes = 32
/** Kinds of chunks. */
export const chunkKind = { events: 1, accesses: 2 } as const
/** Marks the head of a chunk. */
export const chunkMark = 0xc0de
/** Where the head of the file counts records that found no room. */
export const droppedAt = 8
/** Where it says, by 1, that the disk had no room for more. */
export const diskFullAt = 16

/** Kinds of rows: those of the tracer's records, in its numbers, `read` and `written`, which come from the log of accesses, and those of what is looked at from outside: the GIL, processes. */
export const rowKind = {
  filler: 0,
  ready: 1,
  problem: 2,
  threadStarted: 3,
  threadEnded: 4,
  declared: 5,
  requested: 6,
  acquired: 7,
  released: 8,
  tryFailed: 9,
  timedOut: 10,
  joinBegan: 11,
  joined: 12,
  printedOut: 13,
  printedError: 14,
  raised: 15,
  sleepBegan: 16,
  sleepEnded: 17,
  sites: 18,
  waitBegan: 19,
  woken: 20,
  notified: 21,
  put: 22,
  got: 23,
  taskDone: 24,
  set: 25,
  cleared: 26,
  arrived: 27,
  broken: 28,
  workBegan: 29,
  workEnded: 30,
  marked: 31,
  /** Got at once by who would not have waited for ever. */
  tried: 32,
  /** A call waits for data from outside. */
  ioBegan: 33,
  ioEnded: 34,
  /** Of what processes share in a `multiprocessing.Value` or `Array`. */
  valueRead: 35,
  valueWritten: 36,
  /** The ident by which the interpreter knows the thread. */
  native: 39,
  processBegan: 40,
  processStarted: 41,
  processNamed: 42,
  processExited: 43,
  processJoinBegan: 44,
  processJoined: 45,
  processLeaves: 46,
  processServes: 47,
  shared: 48,
  processForks: 49,
  taskStarted: 50,
  resumed: 51,
  suspended: 52,
  taskEnded: 53,
  cancelled: 54,
  cancelAsked: 55,
  idle: 56,
  busy: 57,
  taskRaised: 58,
  words: 59,
  read: 60,
  written: 61,
  gilTaken: 62,
  gilGiven: 63,
  gilWaited: 64,
  gilAgain: 65,
  gilSwitches: 66,
  /** What a process looks like: the text of the event. */
  snapshot: 67
} as const

/** The last kind that the tracer's own records may have. */
export const lastRecordKind = 59

/** Bytes of a file that has room for so many events: half as much again for texts, and a chunk each for 64 threads at once. Sparse: only what is written takes space. */
export const fileBytes = (maxEvents: number): number => chunkBytes * (65 + Math.ceil((1.5 * maxEvents) / (chunkBytes / slotBytes)))
