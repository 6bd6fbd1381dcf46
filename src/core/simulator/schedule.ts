import { failure, type Result, success } from '../trace/problem'

/** Whose step, and which of the ways it can go, from 0. */
export interface Pick {
  readonly thread: number
  readonly choice: number
}

/** Writes a schedule: thread numbers with blanks between, `/k` behind a step that took the k-th way (0 is left out). */
export const scheduleText = (picks: readonly Pick[]): string =>
  picks.map(({ thread, choice }) => (choice === 0 ? `${thread}` : `${thread}/${choice}`)).join(' ')

/** Reads a schedule text; the problem names the step whose word is none. */
export function parseSchedule(text: string): Result<Pick[]> {
  const picks: Pick[] = []
  for (const entry of text.split(/\s+/).filter((part) => part !== '')) {
    const parts = /^(\d{1,9})(?:\/(\d{1,9}))?$/.exec(entry)
    if (parts === null) {
      return failure(`step ${picks.length + 1}`, `\`${entry}\` is no step`, 'write thread numbers with blanks between (main is 0), such as `1 2 2 1 0`')
    }
    picks.push({ thread: Number(parts[1]), choice: Number(parts[2] ?? 0) })
  }
  return success(picks)
}
