import { Raised } from '../memory/raised'
import type { Value } from '../memory/sharedValue'

/** A value as `repr()` writes it. Objects are written by their kind: where they lie in memory is nobody's business. */
export function literalOf(value: Value): string {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (value === null) return 'None'
  if (value instanceof Raised) return `${value.kind}(${value.message === '' ? '' : quoted(value.message)})`
  if (value === undefined) return 'unbound'
  return value.kind === 'record' ? '<Future>' : `<${value.kind}>`
}

// Python takes double quotes only when the text has single ones and no double ones
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escapes: Readonly<{ [character: string]: string }> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', [quote]: `\\${quote}` }
  let inside = ''
  for (const character of text)
    inside += escapes[character] ?? (character < ' ' || character === '\x7f' ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}` : character)
  return quote + inside + quote
}
