declare const brand: unique symbol
type Branded<Base, Name extends string> = Base & { readonly [brand]: Name }

/** A point in a run: a step count (simulated runs) or nanoseconds since the start (recorded runs); the trace's clock says which. */
export type Moment = Branded<number, 'Moment'>
/** A thread's number in its trace: main is 0, the others 1, 2, … in order of creation. */
export type ThreadId = Branded<number, 'ThreadId'>
/** A sync object's or variable's number in its trace: 0, 1, 2, … in order of declaration. */
export type ObjectId = Branded<number, 'ObjectId'>
/** A process identifier as the operating system gave it. */
export type ProcessId = Branded<number, 'ProcessId'>

/** Brands a number as a moment. */
export const moment = (value: number): Moment => value as Moment
/** Brands a number as a thread's. */
export const threadId = (value: number): ThreadId => value as ThreadId
/** Brands a number as an object's. */
export const objectId = (value: number): ObjectId => value as ObjectId
/** Brands a number as a process's. */
export const processId = (value: number): ProcessId => value as ProcessId

/** No thread: the parent of main, or an event that belongs to the whole run. */
export const noThread = threadId(-1)
/** No process: what belongs to the whole run, or to a thread alone. */
export const noProcess = processId(-1)
