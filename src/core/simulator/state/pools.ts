/** An exception that somebody may see: its Python name, its message, and the line that raised it. */
export interface RaisedException {
  readonly kind: string
  readonly message: string
  readonly line: number
}

/** A printed line. */
export interface OutputLine {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/**
 * What does not fit into 32 bits, held once each and named by number, so that equal contents are equal words: texts, exceptions, and lists of output lines
 * (each list is the number of its last line's cell, which knows the list before it; 0 is the empty list). Numbers mean something only within one machine.
 */
export interface Pools {
  textId(text: string): number
  text(id: number): string
  exceptionId(kind: string, message: string, line: number): number
  exception(id: number): RaisedException
  /** How many exceptions there are. */
  readonly exceptions: number
  /** The list `before` with one more line. */
  printed(before: number, text: number, stream: 'stdout' | 'stderr'): number
  /** The lines of a list, first to last. */
  lines(id: number): OutputLine[]
}

// texts are numbered below 2^24 in keys of printed lines: 16 million different texts, more than fit into memory
const textLimit = 2 ** 24

/** Empty pools; text 0 is ''. */
export function createPools(): Pools {
  const texts: string[] = ['']
  const textIds = new Map<string, number>([['', 0]])
  const exceptions: RaisedException[] = [{ kind: '', message: '', line: 0 }]
  const exceptionIds = new Map<string, number>()
  const cells: { readonly before: number; readonly text: number; readonly stream: 'stdout' | 'stderr' }[] = [{ before: 0, text: 0, stream: 'stdout' }]
  const cellIds = new Map<number, number>()

  return {
    textId: (text) => numbered(textIds, texts, text, text),
    text: (id) => found(texts, id),
    exceptionId: (kind, message, line) => numbered(exceptionIds, exceptions, `${line} ${kind} ${message}`, { kind, message, line }),
    exception: (id) => found(exceptions, id),
    get exceptions() {
      return exceptions.length - 1
    },
    printed: (before, text, stream) => numbered(cellIds, cells, (before * textLimit + text) * 2 + (stream === 'stderr' ? 1 : 0), { before, text, stream }),
    lines(id) {
      const lines: OutputLine[] = []
      for (let at = id; at !== 0; at = found(cells, at).before) {
        const { text, stream } = found(cells, at)
        lines.push({ stream, text: found(texts, text) })
      }
      return lines.toReversed()
    }
  }
}

function numbered<Key, Item>(ids: Map<Key, number>, items: Item[], key: Key, item: Item): number {
  const known = ids.get(key)
  if (known !== undefined) return known
  ids.set(key, items.length)
  return items.push(item) - 1
}

function found<Item>(items: readonly Item[], id: number): Item {
  const item = items[id]
  if (item === undefined) throw new Error(`nothing is numbered ${id} in this machine: the state belongs to another one`)
  return item
}
