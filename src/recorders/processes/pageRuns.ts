import type { pageStates } from './pageStates'

/** Letters of page states in a recording: `core/trace/snapshot.ts` says what they mean. */
const letters = { alone: 'a', shared: 's', absent: 'n' } as const
/** A text longer than this says that the pages are too scattered to be kept, characters. */
const longest = 4000

type States = Extract<ReturnType<typeof pageStates>, { ok: true }>['value']

/** The states of pages in runs, `s60 a4`; null when there are none, or too many runs. */
export function pageRuns(states: States): string | null {
  const runs: string[] = []
  let length = 0
  for (const [page, state] of states.entries()) {
    length++
    if (states[page + 1] === state) continue
    runs.push(`${letters[state]}${length}`)
    length = 0
  }
  const text = runs.join(' ')
  return text === '' || text.length > longest ? null : text
}
