import { chromeTrace } from '../../src/core/formats/chromeTrace'
import { recordingBytes, recordingWriter } from '../../src/core/formats/arrows'
import { readRecording } from '../../src/core/formats/readRecording'
import { growingColumns } from '../../src/core/trace/columns'
import { longRun } from './longRun'
import type { Measure } from './measure'

/** Writing and reading recordings of one and five million events. */
export async function bench(measure: Measure): Promise<void> {
  for (const millions of [1, 5]) {
    const trace = longRun(millions * 1_000_000)
    const bytes = recordingBytes(trace)
    console.log(`${millions} M events: ${(bytes.length / 1e6).toFixed(1)} MB`)
    await measure(`write ${millions} M`, () => void recordingBytes(trace))
    await measure(`read ${millions} M, checks included`, () => {
      const read = readRecording(bytes)
      if (!read.ok || read.value.irregular || read.value.trace.events.length !== trace.events.length) throw new Error('not read')
    })
    await measure(`read ${millions} M, cut at 60 %`, () => {
      const read = readRecording(bytes.subarray(0, bytes.length * 0.6))
      if (!read.ok || !read.value.truncated) throw new Error('not read')
    })
  }
  const small = longRun(1000)
  const batch = growingColumns()
  batch.append(small.events)
  const writer = recordingWriter(small.header)
  await measure('append a batch of 1,000 events', () => void writer.batch(batch.view()), { runs: 51 })
  const million = longRun(1_000_000)
  await measure('1 M as Chrome trace', () => void chromeTrace(million), { runs: 3 })
}
