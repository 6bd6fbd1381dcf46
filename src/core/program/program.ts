import type { Formula } from './formula'
import type { Handler, Instruction, Kinds } from './instruction'
import type { Span } from './source'
import type { Constant, RecordRole, ValueKind } from './value'

/** A top-level `NAME = literal`: the page and the command line can set it. */
export interface Parameter {
  readonly name: string
  /** The Python literal that is in force. */
  readonly literal: string
  readonly span: Span
}

/** A module-level name. */
export interface Name {
  readonly name: string
  /** Shared in the sense of the reference model: reads and writes are steps. */
  readonly shared: boolean
  readonly kinds: Kinds
  /** Accesses are synchronisation, so that none of them is a data race; for a name that holds a list: accesses to its elements. */
  readonly atomic?: boolean
  /** What it holds before anything ran: a constant for functions, unbound for others. */
  readonly initial: Constant
}

/** A function; number 0 is the module body, which main runs. */
export interface FunctionCode {
  readonly name: string
  /** The first `parameters` registers are the arguments. */
  readonly parameters: number
  /** Constants for parameters that may be left out, by register; null where an argument is required. */
  readonly defaults: readonly (Constant | null)[]
  /** Registers: first parameters, then local names, then temporaries (named ''). */
  readonly registers: readonly { readonly name: string; readonly kinds: Kinds }[]
  /** Where its code begins in `Program.code`, and where it ends (exclusive). */
  readonly entry: number
  readonly end: number
  /** Functions it may call, directly; the call graph has no cycle (recursion is outside the subset). */
  readonly calls: readonly number[]
}

/** A call or display in the text that makes objects: `Lock()`, `Thread(…)`, `[…]`. */
export interface Site {
  readonly kind: Exclude<ValueKind, 'unbound' | 'none' | 'bool' | 'int' | 'str' | 'function' | 'exception'>
  /** The variable that first holds what is made here, as a pattern: `lock_a`, `forks[]` for elements of a comprehension or display, '' when none. */
  readonly name: string
  /** For lists and queues: the kinds of the elements, and (lists) whether reading and writing them are steps. */
  readonly elements: { readonly kinds: Kinds; readonly shared: boolean } | null
  /** What a record is, and what an event or queue is for that the program did not make by itself: a future is an event, a pool hands out its work by a queue. */
  readonly role?: RecordRole
  readonly span: Span
}

/** A formula with the text it came from. */
export interface Claim {
  readonly text: string
  readonly formula: Formula
  readonly span: Span
}

/** What a program says of its own finished runs. */
export interface Claims {
  /** What counts as the outcome. */
  readonly outcome: readonly Claim[]
  /** Should hold in every finished state. */
  readonly expect: Claim | null
}

/** A program of the subset, lowered. Plain data: it can be posted to a worker (sets and all, by structured clone). */
export interface Program {
  readonly file: string
  readonly source: string
  readonly parameters: readonly Parameter[]
  readonly names: readonly Name[]
  readonly functions: readonly FunctionCode[]
  readonly code: readonly Instruction[]
  /** Exception handlers, innermost first, over the whole code. */
  readonly handlers: readonly Handler[]
  readonly strings: readonly string[]
  readonly sites: readonly Site[]
  /** A thread other than a starter may join or ask about a thread, so that `start` is a step. */
  readonly startIsStep: boolean
  /** Some thread may ask whether another still lives (`is_alive`, `join` with a timeout), so that a thread's end is a step of its own. */
  readonly endIsStep: boolean
  /** Registers with a name keep their last value, also when nothing reads it any more and when the thread has ended. */
  readonly registersKept?: boolean
  readonly claims?: Claims
}
