/** What is wrong with somebody's file or program: where, what, and what to try instead. */
export interface Problem {
  /** The place: `line 12, column 5`, `byte 1024`, or a file's name. */
  readonly at: string
  /** What is wrong, one sentence. */
  readonly what: string
  /** What to do instead, one sentence. */
  readonly try: string
}

/** An answer that may fail for reasons outside our code; failures are values, never exceptions. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem }

/** A good answer. */
export const success = <Value>(value: Value): Result<Value> => ({ ok: true, value })
/** A failed one. */
export const failure = (at: string, what: string, tryThis: string): { readonly ok: false; readonly problem: Problem } => ({
  ok: false,
  problem: { at, what, try: tryThis }
})
