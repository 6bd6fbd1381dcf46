import { expect, test } from 'vitest'
import { descriptorsSnapshot, mapsSnapshot } from '../../../src/core/trace/snapshot'

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
  sharedDirty: 4
}
const descriptor = { number: 3, target: 'pipe:[12]', mode: 'read', flags: '02000000', position: 0 }
const maps = (...regions: unknown[]) => mapsSnapshot(JSON.stringify({ regions }))
const descriptors = (...rows: unknown[]) => descriptorsSnapshot(JSON.stringify({ descriptors: rows }))

test('what was written is read again', () => {
  expect(maps(region)).toEqual({ ok: true, value: { regions: [region] } })
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
  ['a descriptor for nothing', descriptors({ ...descriptor, mode: 'none' })]
])('%s is refused', (_, read) => {
  expect(read).toMatchObject({ ok: false, problem: { at: expect.stringContaining('snapshot') } })
})
