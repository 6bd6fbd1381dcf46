import { expect, test } from 'vitest'
import { analysisOf } from '../../../src/core/analysis/analysisOf'
import { addressMap } from '../../../src/core/scenes/processes/addressMap'
import { descriptorRows } from '../../../src/core/scenes/processes/descriptorRows'
import { exitWords } from '../../../src/core/scenes/processes/exitWords'
import { pageStrip, regionAt } from '../../../src/core/scenes/processes/pageStrip'
import { plainText } from '../../../src/core/scenes/plainText'
import { processTree, processTrees } from '../../../src/core/scenes/processes/processTree'
import { type TraceBuilder, traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, processId, threadId } from '../../../src/core/trace/ids'
import type { Descriptor, Region, TreeSnapshot } from '../../../src/core/trace/snapshot'
import { recordedHeader } from '../trace/recordedHeader'

const header = recordedHeader({ engine: 'command', observer: 'sampled', detail: 'sync' })
const [sh, cat, lost] = [processId(10), processId(11), processId(12)]
const thread = { id: 10, name: 'sh\n', state: 'sleeping', cpuTime: 2e6, voluntary: 3, involuntary: 1 } as const
const who: TreeSnapshot = { parent: 1, name: 'sh', command: ['/bin/sh', '-c', 'cat'], state: 'sleeping', exit: null, threads: [thread] }

function started(trace: TraceBuilder, at: number, process: number, parent: number, command: string): void {
  trace.add({ type: 'processStarted', at: moment(at), thread: threadId(0), line: 0, process: processId(process), parent: processId(parent), command })
}

function family() {
  const trace = traceBuilder(header)
  const looked = (at: number, process: number, kind: 'tree' | 'maps', json: string): void =>
    trace.add({ type: 'snapshot', at: moment(at), thread: noThread, line: 0, process: processId(process), kind, json })
  started(trace, 0, sh, 1, 'sh -c cat')
  looked(5, sh, 'tree', JSON.stringify(who))
  started(trace, 10, cat, sh, 'cat')
  started(trace, 20, lost, 99, 'lost')
  looked(25, cat, 'tree', '{"parent":')
  looked(30, cat, 'tree', JSON.stringify({ ...who, parent: sh, command: [], state: 'zombie', exit: -9, threads: [] }))
  trace.add({ type: 'processExited', at: moment(40), thread: threadId(0), line: 0, process: cat, code: -9 })
  return analysisOf(trace.trace())
}

test('the tree at a moment has who has begun, children behind their parents, and what was last seen of each', () => {
  const index = family().processes()
  const at = (time: number) => processTree(index, header, moment(time)).map(({ process, depth, name, words }) => [process, depth, name, words])
  expect(at(0)).toEqual([[sh, 0, 'sh -c cat', 'not looked at so far']])
  expect(at(25)).toEqual([
    [sh, 0, 'sh -c cat', 'asleep, 1 thread, 2 ms on a processor'],
    // what cannot be read is no look
    [cat, 1, 'cat', 'not looked at so far'],
    [lost, 0, 'lost', 'not looked at so far']
  ])
  expect(at(30)[1]).toEqual([cat, 1, 'cat', 'ended by SIGKILL, not waited for'])
  expect(at(40)[1]).toEqual([cat, 1, 'cat', 'ended by SIGKILL'])
  const [first] = processTree(index, header, moment(30))
  expect(first?.threads).toEqual([{ id: 10, name: 'sh⟨U+A⟩', state: 'asleep', cpu: '2 ms', switches: '3 + 1' }])
  expect(first?.spoken).toBe('sh -c cat, process 10, level 1: asleep, 1 thread, 2 ms on a processor')
  expect(index.looksAt(new Set([cat]))).toEqual([25, 30])
})

test('what nothing is new of is the same row as before, from whichever side the time comes', () => {
  const index = family().processes()
  const treeAt = processTrees(index, header)
  const before = treeAt(moment(25))
  expect(treeAt(moment(27))).toBe(before)
  const after = treeAt(moment(30))
  expect(after[0]).toBe(before[0])
  expect(after.map(({ words }) => words)).toEqual(processTree(index, header, moment(30)).map(({ words }) => words))
  expect(treeAt(moment(40)).map(({ ended }) => ended)).toEqual([false, true, false])
  expect(treeAt(moment(25))).toEqual(before)
  expect([-1, 0, 27, 35, 1000].map((time) => index.changedBy(moment(time)))).toEqual([-1, 0, 25, 30, 40])
})

test('processes whose numbers lead in a circle are told once each', () => {
  const trace = traceBuilder(header)
  started(trace, 0, 5, 6, 'a')
  started(trace, 0, 6, 5, 'b')
  expect(processTree(analysisOf(trace.trace()).processes(), header, moment(1)).map(({ name, depth }) => [name, depth])).toEqual([
    ['a', 0],
    ['b', 1]
  ])
})

const region = (from: string, to: string, more: Partial<Region>): Region => ({
  from,
  to,
  mode: 'rw-p',
  name: '',
  what: 'anonymous memory',
  size: 4,
  resident: 4,
  proportional: 4,
  privateClean: 0,
  privateDirty: 4,
  sharedClean: 0,
  sharedDirty: 0,
  pages: null,
  ...more
})

test('an address space is drawn in order, what is small stays wide enough, and parts of one library are one block', () => {
  const library = { name: '/lib/libc.so.6', what: 'shared library libc.so.6' }
  const map = addressMap(
    [
      region('1000', '2000', { name: '/bin/sh', what: 'program text', mode: 'r-xp' }),
      region('3000', '4000', { ...library, mode: 'r-xp' }),
      region('4000', '5000', { ...library, privateDirty: 0, sharedDirty: 4 }),
      region('6000', '7000', { mode: '---p', resident: 0, privateDirty: 0 }),
      region('7000', '9000', { size: 4_000_000 }),
      region('a000', 'b000', { name: '/memfd:pages (deleted)', what: 'mapped file memfd:pages (deleted)' })
    ],
    400
  )
  expect(map.blocks.map(({ kind, name, from }) => [kind, name, from])).toEqual([
    ['code', 'program code', '1000'],
    ['library', 'libc.so.6', '3000'],
    ['anonymous', 'anonymous memory', '6000'],
    ['file', 'pages', 'a000']
  ])
  expect(map.blocks[1]).toMatchObject({ size: 8, alone: 4, shared: 4 })
  expect(Math.min(...map.blocks.map(({ width }) => width))).toBeGreaterThanOrEqual(7)
  expect(map.width).toBeCloseTo(400)
  for (const [index, { x, width }] of map.blocks.entries()) expect(map.blocks[index + 1]?.x ?? map.width).toBeCloseTo(x + width)
  expect(map.words).toMatch(/^3\.81 GiB of addresses, 20 KiB resident: 16 KiB its own, 4 KiB shared/)
})

test('an empty address space is an empty map', () => {
  expect(addressMap([], 400)).toMatchObject({ blocks: [], width: 0 })
})

test('pages are shared, copied when each of two has its own, alone, or not there', () => {
  const own = region('1000', '6000', { pages: 's2 a1 n1 a1' })
  const parent = region('0', '6000', { pages: 'a1 s2 a1 n2' })
  const strip = pageStrip({ process: cat, region: own }, parent, 100)
  expect(strip?.cells.map(({ look }) => look)).toEqual(['shared', 'shared', 'copied', 'absent', 'alone'])
  expect(strip?.words).toBe('5 pages of 4 KiB: 2 shared, 1 copied, 1 its own, 1 not in memory')
  expect(pageStrip({ process: cat, region: own }, null, 2)?.cells).toMatchObject([
    { look: 'alone', mixed: true, first: 0, count: 3, title: 'pages 0 to 2: 2 shared, 1 its own' },
    { look: 'alone', mixed: false, first: 3, count: 2 }
  ])
  expect(pageStrip({ process: cat, region: region('1000', '2000', {}) }, null, 10)).toBeNull()
  expect(regionAt([parent], '5fff')).toBe(parent)
  expect(regionAt([parent], '6000')).toBeNull()
})

test('descriptors say what they point to, and with whom they share it', () => {
  const row = (number: number, target: string, more: Partial<Descriptor> = {}): Descriptor => ({
    number,
    target,
    mode: 'read',
    flags: '0',
    position: 0,
    ...more
  })
  const others = [{ process: cat, descriptors: [row(3, '/tmp/a', { position: 40 }), row(4, '/tmp/b'), row(7, 'pipe:[5]', { mode: 'write' })] }]
  const rows = descriptorRows(
    [row(3, '/tmp/a', { position: 40 }), row(4, '/tmp/b', { position: 9 }), row(5, 'pipe:[5]'), row(6, 'anon_inode:[eventpoll]')],
    others
  )
  expect(rows.map(({ what, place, links }) => [what, place, links])).toEqual([
    ['file', 'at byte 40', ['same place as 3 of 11']],
    ['file', 'at byte 9', []],
    ['pipe', '', ['other end: 7 of 11']],
    ['eventpoll', '', []]
  ])
})

test('what a hundred children share is told in one clause', () => {
  const row: Descriptor = { number: 1, target: '/dev/null', mode: 'read', flags: '0', position: 0 }
  const linksWith = (count: number) =>
    descriptorRows(
      [row],
      Array.from({ length: count }, (_, at) => ({ process: processId(at + 20), descriptors: [row] }))
    )[0]?.links
  expect([linksWith(1), linksWith(2), linksWith(100)]).toEqual([['also 1 of 20'], ['also 1 of 20 and 21'], ['also 1 of 20, 21 and 98 others']])
})

test('names and ends are told so that they can be read', () => {
  expect(plainText('a\nb\u001b[31m\u202e')).toBe('a⟨U+A⟩b⟨U+1B⟩[31m⟨U+202E⟩')
  expect([exitWords(0), exitWords(-11), exitWords(-40), exitWords(Number.NaN)]).toEqual([
    'ended with exit code 0',
    'ended by SIGSEGV',
    'ended by signal 40',
    'ended; how was not seen'
  ])
})
