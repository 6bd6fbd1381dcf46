import type { ObjectKind, Purpose } from '../trace/event'

/** What somebody waits for at an object of this kind and name, to stand behind `waits` or `waiting`: `for lock_a`, `at ready for a notify`, `to get from jobs`. */
export function waitPhrase(kind: ObjectKind | undefined, name: string, purpose: Purpose | null): string {
  if (kind === 'condition') return `at ${name} for a notify`
  if (kind === 'event') return `for ${name} to be set`
  if (kind === 'future') return `for the result of ${name}${purpose === 'any' ? ', or of another' : ''}`
  if (kind === 'barrier') return `at ${name} for the others`
  return purpose === null ? `for ${name}` : purposePhrases[purpose](name)
}

/** What a task waits for while another of its loop keeps its turn, to stand behind `waits`. */
export const turnPhrase = (other: string): string => `for its turn, while ${other} has the event loop`

const purposePhrases: Readonly<Record<Purpose, (name: string) => string>> = {
  put: (name) => `to put into ${name}`,
  get: (name) => `to get from ${name}`,
  join: (name) => `for all of ${name} to be done`,
  read: (name) => `to read under ${name}`,
  write: (name) => `to write under ${name}`,
  any: (name) => `for ${name}, or another`
}
