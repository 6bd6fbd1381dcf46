import { expect, test } from 'vitest'
import { startRun } from '../../../src/core/simulator/run'
import { roundRobin } from '../../../src/core/simulator/scheduler'
import { everyOrder } from './everyOrder'
import { lostUpdate } from './handmade'

test('two threads that read and write a counter can lose an update: 12 states, 6 schedules, 4 of them lose', () => {
  const { states, endings } = everyOrder(lostUpdate())
  expect(states).toBe(12)
  expect(endings.get('{"counter":1}')).toMatchObject({ schedules: 4n, probability: 0.5 })
  expect(endings.get('{"counter":2}')).toMatchObject({ schedules: 2n, probability: 0.5 })
})

test('round-robin runs them in step', () => {
  const run = startRun(lostUpdate(), { tool: 'test' })
  expect(run.play(roundRobin(), 100)).toEqual({ ok: true, value: 4 })
  expect(run.schedule()).toBe('1 2 1 2')
  expect(run.variables()).toEqual({ counter: 1 })
  expect(run.status()).toBe('finished')
})
