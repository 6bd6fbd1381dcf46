import type { Literal } from './syntax'
import { largestInt } from '../value'

/** A literal read from its text, or what is wrong with it. */
export type LiteralReading = { readonly ok: true; readonly literal: Literal } | { readonly ok: false; readonly what: string; readonly try: string }

const wrong = (what: string, tryThis: string): { readonly ok: false; readonly what: string; readonly try: string } => ({ ok: false, what, try: tryThis })

/**
 * A number as Python writes it: decimal, hexadecimal, octal or binary, with `_` between digits, or a float.
 * 2147483648 passes here because `-2147483648` is a whole int of the lab; who reads an expression checks the sign.
 */
export function readNumber(text: string): LiteralReading {
  if (/[jJ]$/.test(text)) return wrong(`\`${text}\` is a complex number`, 'use whole numbers')
  const digits = text.replaceAll('_', '')
  if (/^(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0+|[1-9][0-9]*)$/.test(digits) && !/__|_$/.test(text)) {
    const value = Number(digits)
    if (value > largestInt + 1) return wrong(`\`${text}\` is larger than the lab computes with`, 'stay between -2147483648 and 2147483647')
    return { ok: true, literal: { kind: 'int', value } }
  }
  if (/^[0-9]+$/.test(digits)) return wrong(`\`${text}\` begins with 0, which Python refuses`, `write \`${digits.replace(/^0+/, '')}\``)
  const value = Number(digits)
  if (!Number.isFinite(value)) return wrong(`\`${text}\` is no number that the lab knows`, 'use whole numbers')
  return { ok: true, literal: { kind: 'float', value } }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', t: '\t', v: '\v', '\n': '' }

/** Text between quotes, escapes resolved. `raw` leaves them as they stand. A line break in the result is refused: a print is one line of output. */
export function readText(
  body: string,
  raw: boolean
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly what: string; readonly try: string } {
  let text = ''
  for (let at = 0; at < body.length; at++) {
    const character = body[at] ?? ''
    const next = body[at + 1] ?? ''
    if (character === '\n' || character === '\r') return wrong('this text has a line break in it', 'use one `print` for each line')
    if (character !== '\\' || raw) {
      text += character
      continue
    }
    const code = /^(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[0-7]{1,3})/.exec(body.slice(at + 1, at + 7))?.[1]
    if (next === 'n' || next === 'r') return wrong(`\`\\${next}\` puts a line break into the text`, 'use one `print` for each line')
    if (code !== undefined) {
      text += String.fromCharCode(/^[xu]/.test(code) ? Number.parseInt(code.slice(1), 16) : Number.parseInt(code, 8))
      at += code.length
    } else if (next in escapes) {
      text += escapes[next]
      at++
    } else return wrong(`\`\\${next}\` is no escape that the lab knows`, 'write the character itself, or `\\\\` for a backslash')
  }
  return /[\r\n]/.test(text) ? wrong('this text has a line break in it', 'use one `print` for each line') : { ok: true, text }
}

/** Prefix, quote and body of a string as written, or null when it does not close. */
export function takeApart(text: string): { readonly prefix: string; readonly quote: string; readonly body: string; readonly at: number } | null {
  const head = /^([a-zA-Z]*)('''|"""|'|")/.exec(text)
  const prefix = head?.[1] ?? ''
  const quote = head?.[2] ?? ''
  const at = prefix.length + quote.length
  if (head === null || text.length < at + quote.length || !text.endsWith(quote)) return null
  return { prefix: prefix.toLowerCase(), quote, body: text.slice(at, -quote.length), at }
}
