import { failure, type Result, success } from '../../core/trace/problem'

/**
 * Splits a line into words as a shell does: blanks part words, `'…'` keeps everything, `"…"` all but `\"` and `\\`, a backslash keeps the next character. Nothing is
 * expanded: no variables, no patterns, no pipes.
 */
export function commandWords(line: string): Result<string[]> {
  const words: string[] = []
  let word: string | null = null
  for (let at = 0; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (/\s/.test(sign)) {
      if (word !== null) words.push(word)
      word = null
    } else if (sign === '\\') {
      if (at + 1 >= line.length) return failure(`column ${at + 1}`, 'A backslash stands at the end.', 'Take it away, or write \\\\ for one.')
      word = (word ?? '') + (line[++at] ?? '')
    } else if (sign === "'" || sign === '"') {
      const quoted = quotedAt(line, at)
      if (quoted === null) return failure(`column ${at + 1}`, `A quotation opened with ${sign} does not end.`, `Close it with ${sign}.`)
      word = (word ?? '') + quoted.text
      at = quoted.end
    } else if (/[|<>&;]/.test(sign)) {
      return failure(`column ${at + 1}`, `${sign} is for a shell, and no shell is started.`, `Quote it, or record sh -c '${line.replaceAll("'", '"')}'.`)
    } else word = (word ?? '') + sign
  }
  return success(word === null ? words : [...words, word])
}

function quotedAt(line: string, start: number): { readonly text: string; readonly end: number } | null {
  const quote = line[start] ?? ''
  let text = ''
  for (let at = start + 1; at < line.length; at++) {
    const sign = line[at] ?? ''
    if (sign === quote) return { text, end: at }
    const next = line[at + 1] ?? ''
    if (quote === '"' && sign === '\\' && (next === '"' || next === '\\')) text += line[++at] ?? ''
    else text += sign
  }
  return null
}
