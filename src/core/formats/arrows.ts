import { Field, Float64, Int32, Int64, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct, Uint8, Utf8 } from 'apache-arrow'
import type { EventColumns } from '../trace/columns'
import { eventTypes } from '../trace/event'
import { type Header, traceVersion } from '../trace/header'
import type { Trace } from '../trace/trace'

/** Writes a recording piece by piece; whoever has the pieces joins them in order. What was written before a crash stays readable. */
export interface RecordingWriter {
  /** The first piece. */
  start(): Uint8Array
  /** One batch of events; those of all batches together are sorted by moment. */
  batch(columns: EventColumns): Uint8Array
  /** The last piece. */
  end(): Uint8Array
}

const endMarker = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0] as const
/** Rows of a batch when a whole trace is written at once: a cut loses at most this many. */
const batchRows = 65_536

const fields = [
  new Field('at', new Int64(), false),
  new Field('type', new Uint8(), false),
  new Field('thread', new Int32(), false),
  new Field('object', new Int32(), false),
  new Field('line', new Int32(), false),
  new Field('value', new Float64(), true),
  new Field('text', new Utf8(), true)
]

/** A writer of recordings under this header (docs/trace-format.md). */
export function recordingWriter(header: Header): RecordingWriter {
  const metadata = new Map([
    ['lab.version', `${traceVersion}`],
    ['lab.header', JSON.stringify(header)],
    ['lab.events', JSON.stringify(eventTypes)]
  ])
  const schema = new Schema(fields, metadata)
  const start = streamOf(schema)
  return {
    start: () => start.slice(),
    // each batch is written as a stream of its own, of which the schema in front and the end marker behind are cut away
    batch: (columns) => (columns.length === 0 ? new Uint8Array(0) : streamOf(schema, batchOf(schema, columns)).subarray(start.length)),
    end: () => Uint8Array.from(endMarker)
  }
}

/** A whole trace as the bytes of a recording. */
export function recordingBytes(trace: Trace): Uint8Array {
  const writer = recordingWriter(trace.header)
  const pieces = [writer.start()]
  const texts = [...trace.events.texts].toSorted(([a], [b]) => a - b)
  let nextText = 0
  for (let from = 0; from < trace.events.length; from += batchRows) {
    const to = Math.min(from + batchRows, trace.events.length)
    const mine = new Map<number, string>()
    for (let text = texts[nextText]; text !== undefined && text[0] < to; text = texts[++nextText]) mine.set(text[0] - from, text[1])
    pieces.push(writer.batch(part(trace.events, from, to, mine)))
  }
  pieces.push(writer.end())
  return joined(pieces)
}

const part = ({ at, type, thread, object, line, value }: EventColumns, from: number, to: number, texts: ReadonlyMap<number, string>): EventColumns => ({
  length: to - from,
  at: at.subarray(from, to),
  type: type.subarray(from, to),
  thread: thread.subarray(from, to),
  object: object.subarray(from, to),
  line: line.subarray(from, to),
  value: value.subarray(from, to),
  texts
})

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}

/** A stream without its end marker. */
function streamOf(schema: Schema, batch?: RecordBatch): Uint8Array {
  const writer = new RecordBatchStreamWriter()
  writer.reset(undefined, schema)
  if (batch) writer.write(batch)
  const bytes = writer.finish().toUint8Array(true)
  return bytes.subarray(0, bytes.length - endMarker.length)
}

function batchOf(schema: Schema, columns: EventColumns): RecordBatch {
  const { length, type, thread, object, line, value } = columns
  const known = bitmap(length, (row) => !Number.isNaN(value[row] ?? Number.NaN))
  const children = [
    makeData({ type: new Int64(), length, nullCount: 0, data: wholeMoments(columns) }),
    makeData({ type: new Uint8(), length, nullCount: 0, data: type.subarray(0, length) }),
    makeData({ type: new Int32(), length, nullCount: 0, data: thread.subarray(0, length) }),
    makeData({ type: new Int32(), length, nullCount: 0, data: object.subarray(0, length) }),
    makeData({ type: new Int32(), length, nullCount: 0, data: line.subarray(0, length) }),
    makeData({ type: new Float64(), length, nullCount: known.nullCount, nullBitmap: known.bits, data: value.subarray(0, length) }),
    textData(columns)
  ]
  return new RecordBatch(schema, makeData({ type: new Struct(fields), length, nullCount: 0, children }))
}

/** Moments as int64; a fraction of a nanosecond is rounded away. */
function wholeMoments({ at, length }: EventColumns): BigInt64Array {
  const halves = new Uint32Array(2 * length)
  for (let row = 0; row < length; row++) {
    const whole = Math.round(at[row] ?? 0)
    const high = Math.floor(whole / 4294967296)
    halves[2 * row] = whole - high * 4294967296
    halves[2 * row + 1] = high
  }
  return new BigInt64Array(halves.buffer)
}

function textData({ texts, length }: EventColumns) {
  const rows = [...texts.keys()].filter((row) => row < length).toSorted((a, b) => a - b)
  const encoder = new TextEncoder()
  // three bytes hold any UTF-16 unit
  const data = new Uint8Array(3 * rows.reduce((sum, row) => sum + (texts.get(row)?.length ?? 0), 0))
  const valueOffsets = new Int32Array(length + 1)
  const bits = new Uint8Array(Math.ceil(length / 8))
  let offset = 0
  let filled = 0
  for (const row of rows) {
    valueOffsets.fill(offset, filled, row + 1)
    offset += encoder.encodeInto(texts.get(row) ?? '', data.subarray(offset)).written
    filled = row + 1
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
  }
  valueOffsets.fill(offset, filled)
  return makeData({ type: new Utf8(), length, nullCount: length - rows.length, nullBitmap: bits, valueOffsets, data: data.subarray(0, offset) })
}

function bitmap(length: number, isSet: (row: number) => boolean): { bits: Uint8Array; nullCount: number } {
  const bits = new Uint8Array(Math.ceil(length / 8))
  let set = 0
  for (let row = 0; row < length; row++) {
    if (!isSet(row)) continue
    bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7))
    set++
  }
  return { bits, nullCount: length - set }
}
