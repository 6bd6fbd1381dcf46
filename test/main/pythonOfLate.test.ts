import { expect, test } from 'vitest'
import { pythonOfLate } from '../../src/main/pythonOfLate'

const python = (version: string) => ({ path: `/python${version}`, version, implementation: 'CPython', refused: null, prefix: '/' })

function installed() {
  const system = { now: 0, found: [] as (ReturnType<typeof python> | null)[], asked: 0 }
  const late = pythonOfLate(
    async () => system.found[system.asked++] ?? null,
    () => system.now
  )
  return { system, late }
}

test('what a page said a minute ago is what runs, without another question', async () => {
  const { system, late } = installed()
  system.found = [python('3.12'), python('3.13')]
  await late.find()
  system.now = 60_000
  expect((await late.recall())?.version).toBe('3.12')
})

test('after more than two minutes, or when a page asks anew, what is there now counts', async () => {
  const { system, late } = installed()
  system.found = [python('3.12'), python('3.13'), python('3.14')]
  await late.find()
  system.now = 121_000
  expect((await late.recall())?.version).toBe('3.13')
  await late.find()
  expect((await late.recall())?.version).toBe('3.14')
})

test('that there was none is asked again', async () => {
  const { system, late } = installed()
  system.found = [null, python('3.13')]
  await late.find()
  expect((await late.recall())?.version).toBe('3.13')
})
