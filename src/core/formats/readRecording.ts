import { eventCode, eventTypes } from '../trace/event'
import { type Header, traceVersion } from '../trace/header'
import { checkOrder } from '../trace/order'
import { failure, type Problem, type Result, success } from '../trace/problem'
import { type Trace, traceOf } from '../trace/trace'
import { checkColumns } from '../trace/validate'
import { arrowMessages, type SchemaMessage } from './arrowMessages'
import { parseHeader } from './parseHeader'
import { isWhole, recordingFields, rowsOf } from './recordingRows'

/** A recording that was read. */
export interface Recording {
  readonly trace: Trace
  /** It has no end: the run was killed, still goes on, or the file was cut. All whole batches are there. */
  readonly truncated: boolean
  /** The first event that does not fit what came before it, if any; pictures may then be odd. */
  readonly irregular: Problem | null
}

/**
 * Reads a recording: all whole batches of it, wherever it was cut. Fails, in words, for files that are no recordings, that a newer lab wrote, or whose events make
 * no sense; never throws, and takes memory in proportion to the file. `told` hears how much of the work is done, 0 to 1.
 */
export function readRecording(bytes: Uint8Array, told: (share: number) => void = () => {}): Result<Recording> {
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
  const columns = rowsOf(broken < 0 ? batches : batches.slice(0, broken), (share) => told(share * 0.3))
  if (!codes.value.every((code, index) => code === index)) {
    for (let row = 0; row < columns.length; row++) columns.type[row] = codes.value[columns.type[row] ?? 255] ?? 255
  }
  const checked = checkColumns(columns)
  if (!checked.ok) return checked
  told(0.6)
  const trace = traceOf(header.value, columns)
  const order = checkOrder(trace)
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
