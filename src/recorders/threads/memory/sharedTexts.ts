import { raiseLimit } from './raised'
import { type RunMemory, words } from './runMemory'

/** Texts by number: first those of the program text, then those made while running, which every worker can read. */
export interface SharedTexts {
  text(payload: number): string
  /** The number of a text; puts it into shared memory the first time. */
  payload(text: string): number
}

/** The texts of a run as one worker sees them. */
export function sharedTexts(memory: RunMemory, strings: readonly string[]): SharedTexts {
  const control = new Int32Array(memory.control)
  const units = new Uint16Array(memory.texts)
  const known = new Map(strings.map((text, index) => [text, index]))
  const read = new Map<number, string>()

  function stored(payload: number): string {
    const at = (payload - strings.length) * 2
    const length = (units[at] ?? 0) | ((units[at + 1] ?? 0) << 16)
    let text = ''
    for (let i = 0; i < length; i++) text += String.fromCharCode(units[at + 2 + i] ?? 0)
    return text
  }

  function store(text: string): number {
    const pairs = 1 + Math.ceil(text.length / 2)
    const pair = Atomics.add(control, words.textNext, pairs)
    const at = pair * 2
    if (at + pairs * 2 > units.length) raiseLimit('RuntimeError', 'out of memory for texts: the threads engine keeps 8 million characters', 0)
    units[at] = text.length & 0xffff
    units[at + 1] = text.length >>> 16
    for (let i = 0; i < text.length; i++) units[at + 2 + i] = text.charCodeAt(i)
    return strings.length + pair
  }

  return {
    text(payload) {
      if (payload < strings.length) return strings[payload] ?? ''
      const seen = read.get(payload)
      if (seen !== undefined) return seen
      const text = stored(payload)
      read.set(payload, text)
      return text
    },
    payload(text) {
      const seen = known.get(text)
      if (seen !== undefined) return seen
      const payload = store(text)
      known.set(text, payload)
      return payload
    }
  }
}
