import { expect, test } from 'vitest'
import { explored } from './explored'

const comesTo = (source: string, tier: 'full' | 'reduced'): string[] =>
  explored(source, { tier, counts: false })
    .report.outcomes.map(({ output, variables, failed }) => JSON.stringify({ output, variables, failed }))
    .toSorted()

test('whoever ends last ends the daemons: who that is stays open in a reduced search', () => {
  const source = `
import threading
e = threading.Event()
x = 0
def sets():
    e.set()
def serves():
    global x
    if e.is_set():
        x = 1
def stays():
    print("stays")
t0 = threading.Thread(target=sets)
t1 = threading.Thread(target=serves, daemon=True)
t2 = threading.Thread(target=stays)
t0.start()
t1.start()
t2.start()
raise ValueError("main is gone")
`
  expect(comesTo(source, 'full').join()).toContain('"x":"1"')
  expect(comesTo(source, 'reduced')).toEqual(comesTo(source, 'full'))
})

test('a thread that one thread has yet to make and another starts may do what it does', () => {
  const source = `
import threading
x = 0
def nothing():
    pass
def writes():
    global x
    x = 5
def starts():
    t.start()
def adds():
    global x
    x = x + 1
    print("added")
t = threading.Thread(target=nothing)
ta = threading.Thread(target=starts)
tb = threading.Thread(target=adds)
ta.start()
tb.start()
print("main")
t = threading.Thread(target=writes)
`
  expect(comesTo(source, 'full').join()).toContain('"x":"6"')
  expect(comesTo(source, 'reduced')).toEqual(comesTo(source, 'full'))
})

test('an exception at the very end of main leaves a daemon the time that it may have', () => {
  const source = `
import threading
def serves():
    print("served")
t = threading.Thread(target=serves, daemon=True)
t.start()
raise ValueError("main is gone")
`
  const { outcomes } = explored(source).report
  expect(outcomes.map(({ output }) => output)).toEqual([['served'], []])
})

test('a daemon that somebody starts when main has ended may live as long as its starter, and a little longer', () => {
  const source = `
import threading
go = threading.Event()
def serves():
    print("served")
def starts():
    go.wait()
    threading.Thread(target=serves, daemon=True).start()
    print("started")
threading.Thread(target=starts).start()
go.set()
`
  const { outcomes, deadlocks } = explored(source).report
  expect(outcomes.map(({ output }) => output.join(' ')).toSorted()).toEqual(['served started', 'started', 'started served'])
  expect(deadlocks).toEqual([])
  expect(comesTo(source, 'reduced')).toEqual(comesTo(source, 'full'))
})
