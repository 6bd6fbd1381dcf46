import { Field, Float64, Int32, Int64, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct, Uint8, Utf8 } from 'apache-arrow'
import type { EventColumns } from '../trace/columns'
import { eventCode, eventTypes } from '../trace/event'
import { type Header, traceVersion } from '../trace/header'
import { failure, type Problem, type Result, success } from '../trace/problem'
import { type Trace, traceOf } from '../trace/trace'
import { checkOrder } from '../trace/order'
import { checkColumns } from '../trace/validate'
import { arrowMessages, type SchemaMessage } from './arrowMessages'
import { parseHeader } from './parseHeader'
import { isWhole, recordingFields, rowsOf } from './recordingRows'

/** Writes a recording piece by piece; whoever has the pieces joins them in order. What was written before a crash stays readable. */
export interface RecordingWriter {
  /** The first piece. */
  start(): Uint8Array
  /** One batch of events; those of all batches together are sorted by moment. */
  batch(columns: EventColumns): Uint8Array
  /** The last piece. */
  end(): Uint8Array
}

/** A recording that was read. */
export interface Recording {
  readonly trace: Trace
  /** It has no end: the run was killed, still goes on, or the file was cut. All whole batches are there. */
  readonly truncated: boolean
  /** The first event that does not fit what came before it, if any; pictures may then be odd. */
  readonly irregular: Problem | null
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

/**
 * Reads a recording: all whole batches of it, wherever it was cut. Fails, in words, for files that are no recordings, that a newer lab wrote, or whose events make
 * no sense; never throws, and takes memory in proportion to the file.
 */
export function readRecording(bytes: Uint8Array): Result<Recording> {
  // Node's Buffer is a Uint8Array whose slice is no copy: what follows relies on copies
  const { messages } = arrowMessages(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const [schema, ...rest] = messages
  if (schema?.kind !== 'schema')
    return failure('byte 0', 'This is not a recording, or it was cut before its header was whole.', 'Open a file that the lab saved as .arrows.')
  const header = headerOf(schema)
  if (!header.ok) return header
  const codes = codesOf(schema)
  if (!codes.ok) return codes
  const batches = rest.filter((message) => message.kind === 'batch')
  const compressed = batches.some((batch) => batch.compressed)
  if (compressed) return failure('its batches', 'The recording was compressed by another program.', 'Write it without compression.')
  const broken = batches.findIndex((batch) => !isWhole(batch))
  const columns = rowsOf(broken < 0 ? batches : batches.slice(0, broken))
  if (!codes.value.every((code, index) => code === index)) {
    for (let row = 0; row < columns.length; row++) columns.type[row] = codes.value[columns.type[row] ?? 255] ?? 255
  }
  const checked = checkColumns(columns)
  if (!checked.ok) return checked
  const trace = traceOf(header.value, columns)
  const order = checkOrder(columns)
  return success({ trace, truncated: columns.type[columns.length - 1] !== eventCode.ended, irregular: order.ok ? null : order.problem })
}

function headerOf({ fields: found, metadata }: SchemaMessage): Result<Header> {
  const version = Number(metadata.get('lab.version'))
  if (!Number.isInteger(version) || version < 1) {
    return failure('its header', 'This is an Arrow file, but not a recording of the lab.', 'Open a file that the lab saved as .arrows.')
  }
  if (version > traceVersion) {
    return failure(
      'its header',
      `The recording has format ${version}; this lab knows formats up to ${traceVersion}.`,
      'Open it with a newer version of the lab.'
    )
  }
  const missing = recordingFields.find((name, column) => found[column] !== name)
  if (missing !== undefined || found.length !== recordingFields.length) {
    return failure('its header', `The columns are ${found.join(', ')} instead of ${recordingFields.join(', ')}.`, 'Open a file that the lab saved as .arrows.')
  }
  return parseHeader(metadata.get('lab.header') ?? '')
}

/** For each event code of the file, ours: the file carries its own list of names. */
function codesOf({ metadata }: SchemaMessage): Result<readonly number[]> {
  try {
    const names: unknown = JSON.parse(metadata.get('lab.events') ?? '')
    if (Array.isArray(names) && names.length <= 256) {
      const codes = names.map((name: unknown) => eventTypes.findIndex((known) => known === name))
      const unknown = codes.indexOf(-1)
      if (unknown < 0) return success(codes)
      return failure(
        'its header',
        `The recording has events of a kind '${String(names[unknown])}', which this lab does not know.`,
        'Open it with a newer version of the lab.'
      )
    }
  } catch {
    // falls through: a list that is no list
  }
  return failure('its header', 'The list of event names is damaged.', 'Record the run again, or open another copy.')
}
