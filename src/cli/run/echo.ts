import { eventCode } from '../../core/trace/event'
import type { Terminal } from '../terminal'
import type { Hearer } from './recordRun'

/** Passes a program's lines on while they come: stderr to stderr, stdout to stdout unless that belongs to a JSON document. */
export function echo(terminal: Terminal, isJson: boolean): Hearer {
  return {
    header() {},
    batch({ length, type, value, texts }) {
      let out = ''
      let err = ''
      for (const [row, text] of texts) {
        if (row >= length || type[row] !== eventCode.printed) continue
        if (value[row] === 2) err += `${text}\n`
        else out += `${text}\n`
      }
      if (out !== '' && !isJson) terminal.out(out)
      if (err !== '') terminal.err(err)
    }
  }
}
