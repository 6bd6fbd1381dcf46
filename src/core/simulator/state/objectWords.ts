import type { Program, Site } from '../../program/program'

/*
 * The words of a synchronisation object: who it is (`identity.ts`), then what its kind needs. All objects of a layout take equally many words, as many as the
 * largest kind that the program makes: three where there are only locks, conditions and events.
 */

/** Lock: owner + 1; rlock: owner + 1, count; semaphores: permits, bound. */
export const lockWord = { identity: 0, first: 1, second: 2 } as const
/** Owner + 1 when somebody writes; a bit for each thread that reads. */
export const rwlockWord = { writer: 1, readers: 2 } as const
/** The number of its lock, and the code of that lock's kind. */
export const conditionWord = { lock: 1, lockKind: 2 } as const
/** 1 when it is set; of a future, whether its work was begun or dropped (`claimed`). */
export const eventWord = { flag: 1, claim: 2 } as const
/** How many threads are in it (`barrierPhase`), how many it waits for, and what the last to arrive calls: kind and payload. */
export const barrierWord = { inside: 1, parties: 2, phase: 3, actionKind: 4, actionPayload: 5 } as const
/** Who has claimed a future's work: somebody who does it, or who dropped it; or nobody yet, but it is on its way to a process. */
export const claimed = { run: 1, cancel: 2, sent: 3 } as const
/**
 * Where its values begin in the list arena, how many there are, how many there may be (0 without bound), and how many were not
 * reported done. That of a pool also: how many workers there are, and whether it is closed.
 */
export const queueWord = { address: 1, length: 2, capacity: 3, unfinished: 4, workers: 5, closed: 6 } as const
/** Why the queue of a pool takes nothing any more: 1 for a shutdown, 2 for the end of main. */
export const closed = { shutdown: 1, mainEnded: 2 } as const

const wordsOf: Partial<Record<Site['kind'], number>> = { barrier: 6, queue: 5 }

/** Words that each object of a program takes. */
export const objectWidth = (program: Program): number => Math.max(3, ...program.sites.map(({ kind, role }) => (role === 'pool' ? 7 : (wordsOf[kind] ?? 3))))
