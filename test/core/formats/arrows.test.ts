import { readFileSync } from 'node:fs'
import { tableFromIPC } from '@uwdata/flechette'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { statisticsOf } from '../../../src/core/analysis/statistics'
import { recordingBytes, recordingWriter } from '../../../src/core/formats/arrows'
import { type Recording, readRecording } from '../../../src/core/formats/readRecording'
import { traceBuilder } from '../../../src/core/trace/builder'
import { type EventColumns, growingColumns } from '../../../src/core/trace/columns'
import { eventAt } from '../../../src/core/trace/decode'
import { pushEvent } from '../../../src/core/trace/encode'
import { eventTypes } from '../../../src/core/trace/event'
import type { Header } from '../../../src/core/trace/header'
import { hashText } from '../../../src/core/trace/hashText'
import { moment, noThread, objectId, threadId } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { anyRun, madeUpHeader } from '../trace/arbitrary'

const eventsOf = (columns: EventColumns) => Array.from({ length: columns.length }, (_, row) => eventAt(columns, row))

function read(bytes: Uint8Array): Recording {
  const result = readRecording(bytes)
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}

const crossed = traceFromText(`
  main  join(A)…@9                                                          print("héllo ✓ 🎈")
  A                 lock(L)@3          lock(M)…@4
  B                           lock(M)               lock(L)…@7  write(x)=5  write(x)='abc'
  = deadlock`)

const full: Header = {
  ...madeUpHeader({ unit: 'nanoseconds', origin: '2026-11-22T10:00:00.000Z' }),
  engine: 'python',
  observer: 'stress',
  program: { file: 'two_locks.py', text: 'print("ü")\n', hash: hashText('print("ü")\n'), rewritten: true },
  arguments: ['--n', '3'],
  set: { N: '1_000' },
  scheduler: null,
  host: { os: 'Linux 6.1', cpu: 'some', cores: 2, runtime: 'CPython 3.11.7' }
}

test('what was written is read back, header and events', () => {
  fc.assert(
    fc.property(anyRun, (trace) => {
      const { trace: again, irregular } = read(recordingBytes(trace))
      expect(again.header).toEqual(trace.header)
      expect(eventsOf(again.events)).toEqual(eventsOf(trace.events))
      expect([...again.threads]).toEqual([...trace.threads])
      expect([...again.objects]).toEqual([...trace.objects])
      expect(irregular).toBeNull()
    })
  )
  expect(read(recordingBytes({ ...crossed, header: full })).trace.header).toEqual(full)
})

test('texts of any script, huge moments, values and their absence survive', () => {
  const builder = traceBuilder(full)
  const common = { thread: threadId(0), line: 0 }
  builder.add({ type: 'threadStarted', ...common, at: moment(0), parent: noThread, name: '主 🎈' })
  builder.add({ type: 'declared', ...common, at: moment(1), object: objectId(0), kind: 'variable', name: 'x y', capacity: null })
  for (const value of [0, -1, 2 ** 31 - 1, '', "'ü'", 'None']) builder.add({ type: 'written', ...common, at: moment(2 ** 33 + 1), object: objectId(0), value })
  builder.add({ type: 'printed', ...common, at: moment(2 ** 53 - 1), stream: 'stderr', text: '' })
  const trace = builder.trace()
  expect(eventsOf(read(recordingBytes(trace)).trace.events)).toEqual(eventsOf(trace.events))
})

test('the same trace gives the same bytes, and a trace read back is written the same', () => {
  const bytes = recordingBytes(crossed)
  expect(recordingBytes(crossed)).toEqual(bytes)
  expect(recordingBytes(read(bytes).trace)).toEqual(bytes)
})

/** The trace in batches of some events, with the offset after each piece. */
function pieces(trace: Trace, rows: number): { bytes: Uint8Array; ends: number[] } {
  const writer = recordingWriter(trace.header)
  const all = [writer.start()]
  for (let from = 0; from < trace.events.length; from += rows) {
    const batch = growingColumns()
    for (let row = from; row < Math.min(from + rows, trace.events.length); row++) pushEvent(batch, eventAt(trace.events, row))
    all.push(writer.batch(batch.copy()))
  }
  all.push(writer.end())
  const ends = all.reduce<number[]>((offsets, piece) => [...offsets, (offsets.at(-1) ?? 0) + piece.length], [])
  return { bytes: Uint8Array.from(all.flatMap((piece) => [...piece])), ends }
}

test('a file cut at any byte gives back every batch that was whole, and says that it was cut', () => {
  const rows = 3
  const { bytes, ends } = pieces(crossed, rows)
  const [header = 0, ...batches] = ends
  const events = eventsOf(crossed.events)
  for (let cut = 0; cut <= bytes.length; cut++) {
    const result = readRecording(bytes.slice(0, cut))
    const whole = batches.slice(0, -1).filter((end) => end <= cut).length
    const seen = result.ok ? { events: eventsOf(result.value.trace.events), truncated: result.value.truncated } : null
    const expected = cut < header ? null : { events: events.slice(0, whole * rows), truncated: whole * rows < events.length }
    expect({ cut, seen }).toEqual({ cut, seen: expected })
  }
})

test('a recording of version 1 that pyarrow 25 read and wrote again, in batches of five rows, is the same recording', () => {
  const bytes = readFileSync(new URL('../../samples/arrows/pyarrow.arrows', import.meta.url))
  expect(tableFromIPC(bytes).schema.metadata?.get('lab.version')).toBe('1')
  expect(eventsOf(read(bytes).trace.events)).toEqual(eventsOf(crossed.events))
  expect(read(bytes).truncated).toBe(false)
})

test('bytes that begin at an odd address are read as well', () => {
  const bytes = recordingBytes(crossed)
  const shifted = new Uint8Array(bytes.length + 3)
  shifted.set(bytes, 3)
  expect(eventsOf(read(shifted.subarray(3)).trace.events)).toEqual(eventsOf(crossed.events))
})

test('a Buffer out of a shared pool is read as well', () => {
  const pooled = Buffer.concat([Buffer.from('xyz'), recordingBytes(crossed)]).subarray(3)
  expect(eventsOf(read(pooled).trace.events)).toEqual(eventsOf(crossed.events))
})

test('bytes in shared memory are read as well', () => {
  const bytes = recordingBytes(crossed)
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  expect(eventsOf(read(shared).trace.events)).toEqual(eventsOf(crossed.events))
})

test('an independent reader finds the same columns, types and metadata', () => {
  const table = tableFromIPC(recordingBytes(crossed), { useBigInt: false })
  expect(table.numRows).toBe(crossed.events.length)
  expect(table.schema.fields.map(({ name, nullable }) => `${name}${nullable ? '?' : ''}`)).toEqual([
    'at',
    'type',
    'thread',
    'object',
    'line',
    'value?',
    'text?'
  ])
  const column = (name: string): unknown[] => [...(table.getChild(name) ?? [])]
  expect(column('at')).toEqual([...crossed.events.at])
  expect(column('type')).toEqual([...crossed.events.type])
  expect(column('thread')).toEqual([...crossed.events.thread])
  expect(column('object')).toEqual([...crossed.events.object])
  expect(column('line')).toEqual([...crossed.events.line])
  expect(column('value')).toEqual([...crossed.events.value].map((value) => (Number.isNaN(value) ? null : value)))
  expect(column('text')).toEqual(Array.from({ length: crossed.events.length }, (_, row) => crossed.events.texts.get(row) ?? null))
  expect(JSON.parse(table.schema.metadata?.get('lab.events') ?? '')).toEqual([...eventTypes])
  expect(JSON.parse(table.schema.metadata?.get('lab.header') ?? '')).toEqual(crossed.header)
})

/** Replaces the one place where some bytes stand. */
function replaced(bytes: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array {
  const copy = bytes.slice()
  const at = copy.findIndex((_, index) => from.every((byte, i) => copy[index + i] === byte))
  if (at < 0) throw new Error('nothing to replace')
  copy.set(to, at)
  return copy
}

test('a recording from a newer lab is refused with the way out', () => {
  // the version is a text of length 1
  const newer = replaced(recordingBytes(crossed), [1, 0, 0, 0, 0x33, 0], [1, 0, 0, 0, 0x39, 0])
  expect(readRecording(newer)).toMatchObject({ ok: false, problem: { what: expect.stringContaining('format 9'), try: expect.stringContaining('newer') } })
})

test('a kind of event that this lab does not know is named', () => {
  const odd = replaced(recordingBytes(crossed), [...new TextEncoder().encode('sleepBegan')], [...new TextEncoder().encode('sleepOften')])
  expect(readRecording(odd)).toMatchObject({ ok: false, problem: { what: expect.stringContaining('sleepOften') } })
})

const names = (first: string, second: string) => [...new TextEncoder().encode(`"${first}","${second}"`)]

test('event codes follow the names that the file carries', () => {
  const swapped = replaced(recordingBytes(crossed), names('sleepBegan', 'sleepEnded'), names('sleepEnded', 'sleepBegan'))
  expect(eventsOf(read(swapped).trace.events)).toEqual(eventsOf(crossed.events))
})

test('what is no recording is refused', () => {
  for (const bytes of [new Uint8Array(0), new TextEncoder().encode('{"traceEvents":[]}'), new Uint8Array(64).fill(255)]) {
    expect(readRecording(bytes)).toMatchObject({ ok: false, problem: { at: 'byte 0' } })
  }
})

test('no damage makes reading or analysing throw', () => {
  const bytes = recordingBytes(crossed)
  let survived = 0
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: bytes.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 12 }), (changes) => {
      const damaged = bytes.slice()
      for (const [at, byte] of changes) damaged[at] = byte
      const result = readRecording(damaged)
      if (!result.ok) return
      survived++
      statisticsOf(result.value.trace)
    }),
    { numRuns: 1500 }
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => !readRecording(noise).ok))
  // most hits fall into the header, which is most of so short a file
  expect(survived).toBeGreaterThan(40)
})
