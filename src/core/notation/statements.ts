import type { Problems } from '../program/problems'
import { type Piece, stretch, type TextLine } from './textLine'

/** A line of a thread, taken apart; what its names stand for is not looked at yet. `goto` and labels take no step. */
export type Statement = { readonly line: TextLine } & (
  | { readonly do: 'label' | 'goto'; readonly label: string }
  | { readonly do: 'load'; readonly register: string; readonly place: Piece }
  | { readonly do: 'store'; readonly place: Piece; readonly value: Piece }
  | { readonly do: 'set'; readonly register: string; readonly value: Piece }
  | { readonly do: 'rmw'; readonly place: Piece; readonly value: Piece; readonly register: string | null }
  | { readonly do: 'if'; readonly condition: Piece; readonly label: string }
  | { readonly do: 'await' | 'assert'; readonly condition: Piece }
  | { readonly do: 'skip' }
  | { readonly do: 'trylock' | 'get'; readonly register: string; readonly object: string }
  | { readonly do: 'wait'; readonly condition: string; readonly mutex: string }
  | { readonly do: 'put'; readonly object: string; readonly value: Piece }
  | { readonly do: ObjectWord; readonly object: string }
  | { readonly do: 'spawn' | 'join'; readonly thread: string }
)

type ObjectWord = 'lock' | 'unlock' | 'P' | 'V' | 'signal' | 'broadcast' | 'rdlock' | 'wrlock' | 'rdunlock' | 'wrunlock' | 'barrier'

// how each line is written
const forms: Readonly<Record<Exclude<Statement['do'], 'label'>, string>> = {
  goto: 'goto L',
  load: 'load r x',
  store: 'store x r + 1',
  set: 'set r r + 1',
  rmw: 'rmw x x + 1',
  if: 'if x == 0 goto L',
  await: 'await x == 0',
  assert: 'assert x == 0',
  skip: 'skip',
  trylock: 'trylock r m',
  get: 'get r q',
  wait: 'wait c m',
  put: 'put q r + 1',
  lock: 'lock m',
  unlock: 'unlock m',
  P: 'P s',
  V: 'V s',
  signal: 'signal c',
  broadcast: 'broadcast c',
  rdlock: 'rdlock w',
  wrlock: 'wrlock w',
  rdunlock: 'rdunlock w',
  wrunlock: 'wrunlock w',
  barrier: 'barrier b',
  spawn: 'spawn T',
  join: 'join T'
}

const isKeyword = (word: string): word is keyof typeof forms => Object.hasOwn(forms, word)

/** Reads a line of a thread; null when it has a problem. */
export function readStatement(line: TextLine, problems: Problems): Statement | null {
  const label = /^([A-Za-z_]\w*):$/.exec(line.text)?.[1]
  if (label !== undefined) return { do: 'label', label, line }
  const keyword = line.words[0]?.text ?? ''
  if (!isKeyword(keyword)) {
    problems.add(line.words[0]?.span ?? line.span, `\`${keyword}\` is nothing that a thread does`, `one of ${Object.keys(forms).join(', ')}, or a label \`L:\``)
    return null
  }
  const statement = parts(line, keyword)
  if (statement === null) problems.add(line.span, `\`${line.text}\` is not written as \`${keyword}\` is`, `\`${forms[keyword]}\``)
  return statement
}

// null when something is missing or too much
function parts(line: TextLine, keyword: keyof typeof forms): Statement | null {
  const [, first, second] = line.words
  const exactly = (count: number): boolean => line.words.length === count
  switch (keyword) {
    case 'skip':
      return exactly(1) ? { do: keyword, line } : null
    case 'goto':
      return first && exactly(2) ? { do: keyword, label: first.text, line } : null
    case 'set': {
      const value = stretch(line, 2)
      return first && value ? { do: keyword, register: first.text, value, line } : null
    }
    case 'load':
      return loadOf(line)
    case 'store':
    case 'rmw':
      return writeOf(line, keyword)
    case 'if': {
      const at = line.words.findIndex(({ text }) => text === 'goto')
      const [condition, label] = [stretch(line, 1, Math.max(at, 0)), line.words[at + 1]]
      return at > 0 && condition && label && exactly(at + 2) ? { do: keyword, condition, label: label.text, line } : null
    }
    case 'await':
    case 'assert': {
      const condition = stretch(line, 1)
      return condition ? { do: keyword, condition, line } : null
    }
    case 'put': {
      const value = stretch(line, 2)
      return first && value ? { do: keyword, object: first.text, value, line } : null
    }
    case 'trylock':
    case 'get':
      return first && second && exactly(3) ? { do: keyword, register: first.text, object: second.text, line } : null
    case 'wait':
      return first && second && exactly(3) ? { do: keyword, condition: first.text, mutex: second.text, line } : null
    case 'spawn':
    case 'join':
      return first && exactly(2) ? { do: keyword, thread: first.text, line } : null
    default:
      return first && exactly(2) ? { do: keyword, object: first.text, line } : null
  }
}

function loadOf(line: TextLine): Statement | null {
  const [register, place] = [line.words[1], stretch(line, 2)]
  return register && place ? { do: 'load', register: register.text, place, line } : null
}

// the variable, or the element up to its closing bracket; then the expression; `-> r` at the end of an `rmw`
function writeOf(line: TextLine, keyword: 'store' | 'rmw'): Statement | null {
  const { words } = line
  const arrow = words.at(-2)?.text === '->' && keyword === 'rmw'
  const end = arrow ? words.length - 2 : words.length
  let width = 1
  while (width < words.length && !isClosed(stretch(line, 1, 1 + width)?.text ?? '')) width++
  const [place, value] = [stretch(line, 1, 1 + width), stretch(line, 1 + width, end)]
  if (!place || !value) return null
  return keyword === 'store' ? { do: keyword, place, value, line } : { do: keyword, place, value, register: arrow ? (words.at(-1)?.text ?? '') : null, line }
}

const isClosed = (text: string): boolean => text.split('[').length === text.split(']').length
