/** Kinds of objects in the records of native programs, as in resources/native/locks.c. `reading`: a readers-writer lock that is asked for reading. */
export const recordedKind = { lock: 0, rlock: 1, semaphore: 2, condition: 3, rwlock: 4, reading: 5, barrier: 6, thread: 7 } as const
