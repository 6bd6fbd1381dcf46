import { expect, test } from 'vitest'
import { jsonValue } from '../../src/cli/jsonValue'
import { nearest } from '../../src/cli/nearest'

test.each([
  [3, 3],
  ['True', true],
  ['False', false],
  ['None', null],
  ["'abc'", 'abc'],
  ['"it\'s"', "it's"],
  ["'a\\n\\x41\\u00e9\\\\'", 'a\nAé\\'],
  ["''", ''],
  ['3.5', 3.5],
  ['-1e-07', -1e-7],
  ['1.5e+300', 1.5e300],
  ["'3.5'", '3.5'],
  ['inf', 'inf'],
  ['123456789012345678901', '123456789012345678901'],
  ['[0, 1]', '[0, 1]'],
  ['toString', 'toString']
])('a value on record becomes its JSON: %j', (recorded, expected) => {
  expect(jsonValue(recorded)).toEqual(expected)
})

test('a mistyped word finds the one that was meant, and a strange one finds none', () => {
  const words = ['run', 'analyze', 'convert']
  expect(nearest('rnu', words)).toBe('run')
  expect(nearest('analyse', words)).toBe('analyze')
  expect(nearest('covnert', words)).toBe('convert')
  expect(nearest('explode', words)).toBe(null)
  expect(nearest('', words)).toBe(null)
})
