import type { Purpose } from '../../../core/trace/event'

/** How seconds, which are not whole, and a purpose travel as the text of a record: `0.5 get`, `0.5`, ` get`. */
export const requestText = (seconds: number | null, to: Purpose | null): string => (to === null ? `${seconds ?? ''}` : `${seconds ?? ''} ${to}`)

/** What such a text says, as the columns of a trace hold it: NaN for no seconds, null for no purpose. */
export function readRequestText(text: string): { readonly seconds: number; readonly to: string | null } {
  const [seconds = '', to = null] = text.split(' ')
  return { seconds: seconds === '' ? Number.NaN : Number(seconds), to }
}
