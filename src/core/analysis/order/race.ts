import { operationCode } from './operations'

/** Two accesses to one variable, at least one a write and not both atomic, of different threads, that nothing orders: rows of their events, as they happened. */
export interface Race {
  readonly variable: number
  readonly first: number
  readonly second: number
}

const { read, write, atomicRead, atomicWrite, atomicUpdate } = operationCode

/** Whether an operation of this code reads or writes a variable. */
export const isAccess = (code: number): boolean => code === read || code === write || isAtomic(code)
/** Whether it does so atomically: such accesses do not race among themselves, but with plain ones. */
export const isAtomic = (code: number): boolean => code === atomicRead || code === atomicWrite || code === atomicUpdate
/** Whether it changes the variable, perhaps besides reading it. */
export const isWrite = (code: number): boolean => code === write || code === atomicWrite || code === atomicUpdate
