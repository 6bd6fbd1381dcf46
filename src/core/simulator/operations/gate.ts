/** Whether a thread that rests at an instruction can go on: take its step, or (at a join, or at main's end) go on freely. `base` is the thread's. */
export type Gate = (state: Int32Array, base: number, thread: number) => boolean

/** In how many ways the step of a thread that rests at an instruction and can go on can go. */
export type Ways = (state: Int32Array, base: number, thread: number) => number
