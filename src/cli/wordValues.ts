import type { Words } from './command'
import { type Answer, answer, refuse } from './complaint'
import { nearest } from './nearest'

/** One of some words; the first is the default. */
export function oneOf<Word extends string>(words: Words, option: string, known: readonly [Word, ...Word[]]): Answer<Word> {
  const given = words.value(option)
  const found = given === null ? known[0] : known.find((word) => word === given)
  if (found !== undefined) return answer(found)
  const meant = nearest(given ?? '', known)
  return refuse('', `--${option} is one of ${known.join(', ')}, not '${given}'`, `--${option} ${meant ?? known[0]}`)
}

/** The pairs of `--set NAME=LITERAL`. */
export function settings(pairs: readonly string[]): Answer<Record<string, string>> {
  const set = new Map<string, string>()
  for (const pair of pairs) {
    const [, name, literal] = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*=(.*)$/su.exec(pair) ?? []
    if (name === undefined || literal === undefined || literal.trim() === '') {
      return refuse('', `--set takes NAME=LITERAL, not '${pair}'`, `--set ${/^\w+$/.test(pair) ? pair : 'N'}=3`)
    }
    if (set.has(name)) return refuse('', `--set gives ${name} twice`, `--set ${name}=${literal.trim()} alone`)
    set.set(name, literal.trim())
  }
  return answer(Object.fromEntries(set))
}

/** A time in seconds, as milliseconds. */
export function timeoutOf(text: string, option = 'timeout'): Answer<number> {
  const seconds = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN
  // a day: beyond the longest timer there is (2^31 ms) it would fire at once
  if (seconds > 0 && seconds <= 86_400) return answer(Math.ceil(seconds * 1000))
  return refuse('', `--${option} is a number of seconds, above 0 and at most 86400, not '${text}'`, `--${option} 60`)
}
