import { expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { spanAt, spansOf } from '../../../src/core/analysis/spans'
import { checkOrder } from '../../../src/core/trace/order'
import { threadId } from '../../../src/core/trace/ids'
import type { Trace } from '../../../src/core/trace/trace'
import { traceFromText } from '../../../src/core/trace/traceFromText'
import { validate } from '../../../src/core/trace/validate'

const nanoseconds = { clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' } } as const
const spans = (trace: Trace, name: string): string[] => {
  const id = [...trace.threads.values()].find((thread) => thread.name === name)?.id
  const columns = id === undefined ? undefined : spansOf(trace).get(id)
  return columns === undefined ? [] : Array.from({ length: columns.length }, (_, index) => spanAt(columns, index).state)
}

test('a task is ready until it first runs, runs between resume and suspend, and waits for what it says', () => {
  const trace = traceFromText(
    `
    loop  task(T)                                                        reach
    T              resume  suspend("sleep(1)")  resume  suspend  resume  end`,
    nanoseconds
  )
  expect(validate(trace)).toMatchObject({ ok: true })
  expect(spans(trace, 'T')).toEqual(['notStarted', 'ready', 'running', 'waiting', 'running', 'ready', 'running'])
  expect(trace.threads.get(threadId(1))).toMatchObject({ name: 'T', loop: 0, process: null })
})

test('two tasks that wait for each other’s locks stand in a ring, though their loop is free', () => {
  const trace = traceFromText(
    `
    loop  task(A)  task(B)                                                                                                                               suspend("idle")
    A                       resume  lock(L)  suspend                           resume  lock(M)…  suspend("lock")
    B                                                 resume  lock(M)  suspend                                    resume  lock(L)…  suspend("lock")`,
    nanoseconds
  )
  expect(checkOrder(trace)).toMatchObject({ ok: true })
  expect(deadlocksAt(trace, trace.end).map(({ words }) => words)).toEqual(['A waits for M, held by B; B waits for L, held by A'])
})

test('while their loop idles for ever nobody could free them, and so it is certain; while it has a timer it is not', () => {
  const ring = (idle: string): string => `
    loop  task(A)  task(B)                                                                                                                               suspend("${idle}")
    A                       resume  lock(L)  suspend                           resume  lock(M)…  suspend("lock")
    B                                                 resume  lock(M)  suspend                                    resume  lock(L)…  suspend("lock")`
  const verdicts = (idle: string): string[] => {
    const trace = traceFromText(ring(idle), nanoseconds)
    return deadlocksAt(trace, trace.end).map(({ verdict }) => verdict)
  }
  expect(verdicts('idle')).toEqual(['deadlock'])
  expect(verdicts('idle, until a timer or a message')).toEqual(['possible'])
})

test('what a sample sees of a thread is its state until the next sample', () => {
  const trace = traceFromText(
    `
    T  seen(running)=1  seen(runnable)  seen(futex)  seen(disk)  seen(sleeping)  seen(running)=0
    U                                                                                                 end`,
    nanoseconds
  )
  // on some processor first, then on the one it was seen on
  expect(spans(trace, 'T')).toEqual(['running', 'running', 'ready', 'blocked', 'io', 'sleeping', 'running'])
})
