import { eventCode } from '../../core/trace/event'
import type { Terminal } from '../terminal'
import type { Hearer } from './hearer'

/** Passes a program's lines on: stderr to stderr, stdout to stdout unless that belongs to a JSON document. */
export function echoLines(terminal: Terminal, isJson: boolean): (lines: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[]) => void {
  return (lines) => {
    const of = (wanted: 'stdout' | 'stderr'): string => lines.map(({ stream, text }) => (stream === wanted ? `${text}\n` : '')).join('')
    const out = isJson ? '' : of('stdout')
    const err = of('stderr')
    if (out !== '') terminal.out(out)
    if (err !== '') terminal.err(err)
  }
}

/** The same for a run that is recorded, while its batches come. */
export function echo(terminal: Terminal, isJson: boolean): Hearer {
  const pass = echoLines(terminal, isJson)
  return {
    header() {},
    batch({ length, type, value, texts }) {
      const rows = [...texts].filter(([row]) => row < length && type[row] === eventCode.printed).toSorted(([a], [b]) => a - b)
      pass(rows.map(([row, text]) => ({ stream: value[row] === 2 ? 'stderr' : 'stdout', text })))
    }
  }
}
