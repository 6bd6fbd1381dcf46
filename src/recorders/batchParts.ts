import type { EventColumns } from '../core/trace/columns'

/** How many events are told at once: half a megabyte, which the window takes over in a few milliseconds. A batch of a fast program held it up for 100. */
const mostTold = 16_384

/** A batch in parts of at most `most` events, in order, each with memory of its own; a smaller batch is its only part. */
export function* batchParts(batch: EventColumns, most = mostTold): Generator<EventColumns> {
  if (batch.length <= most) return yield batch
  const texts = [...batch.texts]
  for (let from = 0; from < batch.length; from += most) {
    const to = Math.min(batch.length, from + most)
    yield {
      length: to - from,
      at: batch.at.slice(from, to),
      type: batch.type.slice(from, to),
      thread: batch.thread.slice(from, to),
      object: batch.object.slice(from, to),
      line: batch.line.slice(from, to),
      value: batch.value.slice(from, to),
      texts: new Map(texts.flatMap(([row, text]) => (row >= from && row < to ? [[row - from, text] as const] : [])))
    }
  }
}
