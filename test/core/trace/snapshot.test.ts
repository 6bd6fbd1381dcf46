import { expect, test } from 'vitest'
import { descriptorsSnapshot, mapsSnapshot, treeSnapshot } from '../../../src/core/trace/snapshot'

const region = {
  from: '7f00',
  to: '8f00',
  mode: 'rw-p',
  name: '',
  what: 'anonymous memory',
  size: 4,
  resident: 4,
  proportional: 2,
  privateClean: 0,
  privateDirty: 0,
  sharedClean: 0,
  sharedDirty: 4,
  pages: 's1'
}
const thread = { id: 7, name: ') R 1\n', state: 'sleeping', cpuTime: 1, voluntary: 2, involuntary: 3 }
const tree = { parent: 1, name: 'sh', command: ['sh', '-c', ''], state: 'zombie', exit: -9, threads: [thread] }
const descriptor = { number: 3, target: 'pipe:[12]', mode: 'read', flags: '02000000', position: 0 }
const maps = (...regions: unknown[]) => mapsSnapshot(JSON.stringify({ regions }))
const descriptors = (...rows: unknown[]) => descriptorsSnapshot(JSON.stringify({ descriptors: rows }))

test('what was written is read again', () => {
  expect(maps(region)).toEqual({ ok: true, value: { regions: [region] } })
  expect(treeSnapshot(JSON.stringify(tree))).toEqual({ ok: true, value: tree })
  expect(descriptors(descriptor, { ...descriptor, position: null })).toMatchObject({ ok: true })
})

test.each([
  ['no JSON', mapsSnapshot('{')],
  ['another object', mapsSnapshot('{"descriptors":[]}')],
  ['something beside the list', mapsSnapshot('{"regions":[],"more":1}')],
  ['a row that is no object', maps(null)],
  ['a field that is missing', maps({ ...region, size: undefined })],
  ['a field that nobody knows', maps({ ...region, colour: 'red' })],
  ['a size below zero', maps({ ...region, size: -1 })],
  ['an address with a sign', maps({ ...region, from: '-1' })],
  ['a mode that is none', maps({ ...region, mode: 'rwxx' })],
  ['more pages than a region is told with', maps({ ...region, pages: 's65000 a600' })],
  ['pages in no runs', maps({ ...region, pages: 's0' })],
  ['a tree with a thread that counts backwards', treeSnapshot(JSON.stringify({ ...tree, threads: [{ ...thread, voluntary: -1 }] }))],
  ['a tree with an unknown state', treeSnapshot(JSON.stringify({ ...tree, state: 'asleep' }))],
  ['a tree without threads', treeSnapshot(JSON.stringify({ ...tree, threads: undefined }))],
  ['a tree that is a list', treeSnapshot('[]')],
  ['a descriptor for nothing', descriptors({ ...descriptor, mode: 'none' })]
])('%s is refused', (_, read) => {
  expect(read).toMatchObject({ ok: false, problem: { at: expect.stringContaining('snapshot') } })
})
