import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { reorder } from '../../../src/recorders/python/reorder'

test('rows come out in the order of time, those of one time as they came, and each exactly once', () => {
  assert(
    property(array(array(nat(50))), array(nat(60)), (polls, limits) => {
      const store = reorder()
      const told: [number, number][] = []
      let sequence = 0
      for (const [poll, times] of polls.entries()) {
        for (const time of times) store.rows.push(0, time, sequence++, 0, 0, 0, null)
        const before = told.length
        store.take(limits[poll] ?? 0, (rows, row) => told.push([rows.at[row] ?? 0, rows.thread[row] ?? 0]))
        const now = told.slice(before)
        expect(now).toEqual(now.toSorted(([a, m], [b, n]) => a - b || m - n))
        expect(now.every(([time]) => time <= (limits[poll] ?? 0))).toBe(true)
      }
      store.take(Number.POSITIVE_INFINITY, (rows, row) => told.push([rows.at[row] ?? 0, rows.thread[row] ?? 0]))
      expect(told.map(([, number]) => number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: sequence }, (_, number) => number))
    })
  )
})

test('texts stay with their rows', () => {
  const store = reorder()
  store.rows.push(0, 5, 0, 0, 0, 0, 'five')
  store.rows.push(0, 3, 0, 0, 0, 0, 'three')
  const told: (string | undefined)[] = []
  store.take(4, ({ texts }, row) => told.push(texts.get(row)))
  store.take(9, ({ texts }, row) => told.push(texts.get(row)))
  expect(told).toEqual(['three', 'five'])
})
