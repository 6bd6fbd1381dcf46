/**
 * Reads a word. Every address that the machine makes lies inside the state, so there is nothing to check; `?? 0` would cost a branch in the hottest line.
 */
export const word = (state: Int32Array, address: number): number => state[address] as number
