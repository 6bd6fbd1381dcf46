import type { Problem } from '../core/trace/problem'

/** What is wrong with the words, a file or a program: its place and what to do. `line` and `column` count from 1; 0 when there is no such place. */
export interface Complaint {
  /** As the person wrote it; '' when no file is to blame. */
  readonly file: string
  readonly line: number
  readonly column: number
  readonly what: string
  readonly try: string
}

/** An answer, or all that is wrong. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly complaints: readonly Complaint[] }

/** A good answer. */
export const answer = <Value>(value: Value): Answer<Value> => ({ ok: true, value })
/** One thing is wrong with a file as a whole, or with the words ('' as file). */
export const refuse = (file: string, what: string, tryThis: string): { readonly ok: false; readonly complaints: readonly Complaint[] } => ({
  ok: false,
  complaints: [{ file, line: 0, column: 0, what, try: tryThis }]
})

/** A problem of the core as a complaint about a file: `line 12, column 5` becomes numbers, any other place stays in the words. */
export function complaintOf(file: string, problem: Problem): Complaint {
  const place = /\bline (\d+)(?:, column (\d+))?/.exec(problem.at)
  const isPlain = place !== null || problem.at === '' || file.endsWith(problem.at)
  return {
    file,
    line: Number(place?.[1] ?? 0),
    column: Number(place?.[2] ?? 0),
    what: isPlain ? problem.what : `${problem.at}: ${problem.what}`,
    try: problem.try
  }
}

/** `file:line:column: what (try: …)`, always in this form so that editors can jump: 0 where there is no such place, `lab` where no file is to blame. */
export function complaintLine(complaint: Complaint): string {
  const { file, line, column, what } = complaint
  const place = file === '' ? 'lab' : `${file}:${line}:${column}`
  return `${place}: ${what}${complaint.try === '' ? '' : ` (try: ${complaint.try})`}\n`
}
