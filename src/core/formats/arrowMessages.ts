/** A message of an Arrow stream, as far as we need to know. */
type ArrowMessage = SchemaMessage | BatchMessage

/** The columns and key-value pairs of a stream. */
export interface SchemaMessage {
  readonly kind: 'schema'
  /** `at int64`, `text utf8`: name and type of each column; types we never write are `other`. */
  readonly fields: readonly string[]
  readonly metadata: ReadonlyMap<string, string>
}

/** Rows of a stream. */
export interface BatchMessage {
  readonly kind: 'batch'
  readonly rows: number
  /** Where the buffers lie in the body: offset and length in bytes. */
  readonly buffers: readonly { readonly offset: number; readonly length: number }[]
  readonly compressed: boolean
  readonly body: Uint8Array
}

/** The whole messages at the beginning of some bytes. */
export interface ArrowMessages {
  readonly messages: readonly ArrowMessage[]
  /** Bytes they take. */
  readonly length: number
  /** Whether the stream's end marker follows. */
  readonly ended: boolean
}

/**
 * Splits an Arrow IPC stream into its messages, up to the first that is not whole or not well-formed. Each: FF FF FF FF, length of the metadata, metadata
 * (a flatbuffer), body. Every read goes through a DataView of exactly the metadata, so no number in a hostile file leads outside it.
 */
export function arrowMessages(bytes: Uint8Array): ArrowMessages {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const messages: ArrowMessage[] = []
  let offset = 0
  while (offset + 8 <= bytes.length && view.getUint32(offset, true) === 0xffffffff) {
    const size = view.getUint32(offset + 4, true)
    if (size === 0) return { messages, length: offset + 8, ended: true }
    const start = offset + 8
    if (size > bytes.length - start) break
    const message = tryMessage(new DataView(bytes.buffer, bytes.byteOffset + start, size), bytes.subarray(start + size))
    if (message === null) break
    messages.push(message.message)
    offset = start + size + message.bodyLength
  }
  return { messages, length: offset, ended: false }
}

function tryMessage(view: DataView, rest: Uint8Array): { message: ArrowMessage; bodyLength: number } | null {
  try {
    const root = view.getUint32(0, true)
    const bodyLength = long(view, root, 3)
    if (bodyLength < 0 || bodyLength > rest.length) return null
    const header = follow(view, root, 2)
    const code = byte(view, root, 1)
    // codes of the specification's Message.fbs: 1 schema, 3 record batch
    if (code === 1) return { message: schemaMessage(view, header), bodyLength }
    return code === 3 ? { message: batchMessage(view, header, rest.subarray(0, bodyLength)), bodyLength } : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function schemaMessage(view: DataView, table: number): SchemaMessage {
  const fields = vector(view, field(view, table, 1), 4).map((at) => {
    const one = at + view.getUint32(at, true)
    return `${text(view, field(view, one, 0))} ${field(view, one, 4) === 0 ? typeName(view, one) : 'other'}`
  })
  const pairs = vector(view, field(view, table, 2), 4).map((at): [string, string] => {
    const pair = at + view.getUint32(at, true)
    return [text(view, field(view, pair, 0)), text(view, field(view, pair, 1))]
  })
  return { kind: 'schema', fields, metadata: new Map(pairs) }
}

function typeName(view: DataView, one: number): string {
  const table = follow(view, one, 3)
  // codes of Schema.fbs: 2 int, 3 floating point, 5 utf8
  switch (byte(view, one, 2)) {
    case 2: {
      const bits = field(view, table, 0)
      return `${byte(view, table, 1) === 1 ? '' : 'u'}int${bits === 0 ? 0 : view.getInt32(bits, true)}`
    }
    case 3: {
      const precision = field(view, table, 0)
      return precision > 0 && view.getInt16(precision, true) === 2 ? 'float64' : 'other'
    }
    case 5:
      return 'utf8'
    default:
      return 'other'
  }
}

function batchMessage(view: DataView, table: number, body: Uint8Array): BatchMessage {
  const buffers = vector(view, field(view, table, 2), 16).map((at) => ({ offset: wide(view, at), length: wide(view, at + 8) }))
  if (buffers.some(({ offset, length }) => offset < 0 || length < 0 || offset + length > body.length)) throw new RangeError('a buffer outside the body')
  return { kind: 'batch', rows: long(view, table, 0), buffers, compressed: field(view, table, 3) !== 0, body }
}

/** Where a table's field lies; 0 when it is left out. */
function field(view: DataView, table: number, index: number): number {
  const layout = table - view.getInt32(table, true)
  const place = 4 + 2 * index
  const offset = place < view.getUint16(layout, true) ? view.getUint16(layout + place, true) : 0
  return offset === 0 ? 0 : table + offset
}

/** A field that is a table: where that table lies. */
function follow(view: DataView, table: number, index: number): number {
  const at = field(view, table, index)
  if (at === 0) throw new RangeError('a table is missing')
  return at + view.getUint32(at, true)
}

const byte = (view: DataView, table: number, index: number): number => {
  const at = field(view, table, index)
  return at === 0 ? 0 : view.getUint8(at)
}

function long(view: DataView, table: number, index: number): number {
  const at = field(view, table, index)
  return at === 0 ? 0 : wide(view, at)
}

/** A 64-bit number; beyond 2^53 it is of no use to anybody, and too large for any file. */
const wide = (view: DataView, at: number): number => view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true)

/** Where the elements of a vector lie; none for a field that is left out. */
function vector(view: DataView, at: number, stride: number): number[] {
  if (at === 0) return []
  const start = at + view.getUint32(at, true)
  const count = view.getUint32(start, true)
  if (count * stride > view.byteLength) throw new RangeError('a vector longer than its message')
  return Array.from({ length: count }, (_, i) => start + 4 + i * stride)
}

function text(view: DataView, at: number): string {
  if (at === 0) return ''
  const start = at + view.getUint32(at, true)
  const length = view.getUint32(start, true)
  if (start + 4 + length > view.byteLength) throw new RangeError('a text longer than its message')
  // a shared buffer cannot be decoded, a copy always can
  return new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + start + 4, length).slice())
}
