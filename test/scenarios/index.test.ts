import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenarioTitle } from '../../src/renderer/session/scenarioTitle'
import { folder, type Scenario, scenarios } from './scenarios'

const files = scenarios.map(({ file }) => file)
const twinned = scenarios.filter(({ twin }) => twin !== null)
const repaired = scenarios.filter(({ fixed }) => fixed)

function named(name: string | null): Scenario {
  const found = scenarios.find(({ file }) => file === name)
  if (found === undefined) throw new Error(`no scenario ${name}`)
  return found
}

test('the index names every program of the folder, and each once', () => {
  expect(files.toSorted()).toEqual(readdirSync(folder).filter((name) => name.endsWith('.py')))
})

test('titles are those of the programs, and no two are alike', () => {
  expect(scenarios.map(({ title }) => title)).toEqual(scenarios.map(({ text }) => scenarioTitle(text)))
  expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length)
})

test('programs that are needed first are there', () => {
  const missing = scenarios.flatMap(({ file, prerequisites }) => prerequisites.filter((each) => each === file || !files.includes(each)))
  expect(missing).toEqual([])
})

test.each(twinned)('$file: its twin is its opposite', ({ fixed, twin, theme }) => {
  expect(named(twin)).toMatchObject({ fixed: !fixed, theme })
})

test.each(repaired)('$file: stands behind the broken one, which is to be known first', ({ file, twin, prerequisites }) => {
  const between = scenarios.slice(files.indexOf(twin ?? '') + 1, files.indexOf(file))
  expect(between.map((each) => each.twin)).toEqual(between.map(() => twin))
  expect(prerequisites).toContain(twin)
})

test.each(repaired)('$file: nobody waits for ever, and nothing comes out that the broken one could not print', ({ claims, twin }) => {
  const broken = named(twin).claims
  expect(claims).not.toEqual(broken)
  expect(claims).toMatchObject({ deadlock: false, livelock: false, starvation: false })
  // one that never ends prints nothing to compare with
  const wrong = broken.outcomes?.length === 0 ? [] : claims.outcomes?.filter((outcome) => broken.outcomes?.includes(outcome) === false)
  expect(wrong).toEqual([])
})

test.each(scenarios)('$file: can be read at a glance, and its remark says what to look for, or what was changed', ({ text, fixed }) => {
  expect(text.split('\n').length).toBeLessThanOrEqual(52)
  const remarks = [...text.matchAll(/^""".*"""\n# (\w+ ?\w*): /gm)].map(([, word]) => word)
  expect([fixed ? 'Changed' : 'Look for']).toEqual(expect.arrayContaining(remarks))
})
