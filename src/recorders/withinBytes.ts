import { type EventColumns, growingColumns } from '../core/trace/columns'
import { eventCode } from '../core/trace/event'
import { lossTeller } from './losses'
import type { StartRecording } from './recorder'

// A row in a recording's file: seven columns, the end of its text, and the marks of what is missing.
const rowBytes = 34
// What stands around the rows of a batch, and around the header (measured: 700 to 900, and 1,300).
const batchBytes = 1024

/** How many rows of a batch fit into so many bytes of a recording's file, and what they take, to within a few percent (texts as UTF-8 of mostly one byte). */
function fitOf({ length, texts }: EventColumns, room: number): { readonly rows: number; readonly bytes: number } {
  let bytes = batchBytes
  for (let row = 0; row < length; row++) {
    const more = rowBytes + (texts.get(row)?.length ?? 0)
    if (bytes + more > room) return { rows: row, bytes }
    bytes += more
  }
  return { rows: length, bytes }
}

function firstRows(batch: EventColumns, rows: number): EventColumns {
  const kept = growingColumns(Math.max(1, rows))
  kept.append({ ...batch, length: rows, texts: new Map([...batch.texts].filter(([row]) => row < rows)) })
  return kept.copy()
}

/**
 * The same recorder, whose recording grows to no more than about `plan.maxBytes`. The run goes on: events beyond are counted and told as `dropped` once a second, and
 * the end still comes. What was recorded before is whole.
 */
export const withinBytes =
  (start: StartRecording): StartRecording =>
  (plan, listener) => {
    const { maxBytes } = plan
    if (maxBytes === undefined) return start(plan, listener)
    let room = maxBytes
    let cut = 0
    let told = 0
    const losses = lossTeller(1e9)

    function countRest(batch: EventColumns, from: number): void {
      const kept = growingColumns(2)
      for (let row = from; row < batch.length; row++) {
        const at = batch.at[row] ?? 0
        const isEnd = batch.type[row] === eventCode.ended
        const isExit = batch.type[row] === eventCode.processExited
        // what the recorder itself tells to be missing is counted at its end
        if (!isEnd && !isExit && batch.type[row] !== eventCode.dropped) cut++
        if (isExit) kept.push(eventCode.processExited, at, batch.thread[row] ?? -1, batch.object[row] ?? -1, 0, batch.value[row] ?? Number.NaN, null)
        if (!isEnd && row < batch.length - 1) continue
        const loss = losses.at(at, cut, isEnd)
        if (loss !== null) kept.push(eventCode.dropped, at, -1, -1, 0, loss.count, String(loss.since))
        if (isEnd) kept.push(eventCode.ended, at, -1, -1, 0, (batch.value[row] ?? 0) + cut, batch.texts.get(row) ?? null)
      }
      if (kept.length > 0) hand(kept.copy())
    }

    function hand(batch: EventColumns): void {
      told += batch.length
      losses.at(batch.at[batch.length - 1] ?? 0, cut)
      listener.batch(batch)
    }

    const recording = start(plan, {
      header(header) {
        room -= batchBytes + 2 * JSON.stringify(header).length
        listener.header(header)
      },
      batch(batch) {
        // once something is left out, all is: what comes after a gap could not be understood
        const { rows, bytes } = cut > 0 ? { rows: 0, bytes: 0 } : fitOf(batch, room)
        room -= bytes
        if (rows === batch.length) return hand(batch)
        if (rows > 0) hand(firstRows(batch, rows))
        countRest(batch, rows)
      },
      stage: (stage) => listener.stage(stage)
    })
    const ended = recording.ended.then((end) => (cut === 0 ? end : { ...end, events: told, dropped: end.dropped + cut }))
    return { ...recording, ended }
  }
