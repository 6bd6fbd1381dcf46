import { expect, test } from 'vitest'
import { formatOf, formats } from '../../../src/core/formats/registry'
import { traceFromText } from '../../../src/core/trace/traceFromText'

const trace = traceFromText('A  lock(L)  unlock(L)')

test.each(formats.filter(({ write }) => write !== null).map((format) => [format.name, format] as const))(
  '%s: what it writes is known by its beginning',
  (_, format) => {
    const bytes = format.write?.(trace) ?? new Uint8Array(0)
    expect(formatOf(bytes.subarray(0, 64))).toBe(format)
  }
)

test('what nobody wrote belongs to nobody', () => {
  expect(formatOf(new Uint8Array(0))).toBeNull()
  expect(formatOf(new TextEncoder().encode('print("hello")'))).toBeNull()
})
