import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { editPause } from '../../src/renderer/widgets/editPause'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** An editor whose edits take so many milliseconds to be answered. */
function typing(answerMs: number) {
  const told: string[] = []
  const clock = { now: 0 }
  const pause = editPause(
    (text) => {
      told.push(text)
      clock.now += answerMs
    },
    () => clock.now
  )
  return { pause, told }
}

test('in a small program every key is answered at once', () => {
  const { pause, told } = typing(5)
  for (const text of ['a', 'ab', 'abc']) pause.edited(text)
  expect(told).toEqual(['a', 'ab', 'abc'])
})

test('where an answer takes long, the next is made once when nobody types, for the last text', () => {
  const { pause, told } = typing(600)
  for (const text of ['a', 'ab', 'abc']) pause.edited(text)
  expect(told).toEqual(['a'])
  vi.advanceTimersByTime(599)
  pause.edited('abcd')
  vi.advanceTimersByTime(600)
  expect(told).toEqual(['a', 'abcd'])
})

test('whoever is about to act has what is written answered first', () => {
  const { pause, told } = typing(600)
  for (const text of ['a', 'ab']) pause.edited(text)
  pause.settle()
  expect(told).toEqual(['a', 'ab'])
  vi.runAllTimers()
  expect(told).toEqual(['a', 'ab'])
})

test('what was typed before another text came is not told of that one', () => {
  const { pause, told } = typing(600)
  for (const text of ['a', 'ab']) pause.edited(text)
  pause.forget()
  vi.runAllTimers()
  expect(told).toEqual(['a'])
  expect(pause.isEcho('a')).toBe(false)
})

test('the text that comes back is known as an echo, while the editor is ahead of it', () => {
  const { pause } = typing(600)
  for (const text of ['a', 'ab']) pause.edited(text)
  expect([pause.isEcho('a'), pause.isEcho('ab')]).toEqual([true, false])
})
