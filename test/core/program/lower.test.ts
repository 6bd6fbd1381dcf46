import { expect, test } from 'vitest'
import { listing } from '../../../src/core/program/listing'
import { compiled, listed } from './compiled'

const counter = `
import threading
N = 2
counter = 0
def work():
    global counter
    for _ in range(N):
        counter += 1
t = threading.Thread(target=work)
t.start()
t.join()
print(counter)
`

test('an update of a shared variable is a read, an addition and a write; only the first and the last are steps', () => {
  expect(listing(compiled(counter))).toBe(
    `
<module>():
   0   write N = 2
   1 * write counter = 0
   2   %0 = make thread work()
   3   write t = %0
   4   start t
   5   join t
   6 * %1 = read counter
   7 * print %1
   8   end
work():
   9   %1 = 0
  10   %2 = %1 < N
  11   if %2 go to 12 else 18
  12   _ = %1
  13   %1 = %1 + 1
  14 * %3 = read counter
  15   %4 = %3 + 1
  16 * write counter = %4
  17   go to 10
  18   return None`.trim()
  )
})

test('with the granularity of bytecode the addition is a step too', () => {
  const steps = compiled(counter, { granularity: 'bytecode' }).code.flatMap((instruction) => (instruction.step ? [instruction.do] : []))
  expect(steps).toEqual(['writeName', 'readName', 'print', 'readName', 'arithmetic', 'writeName'])
})

test('a lock is given back on every way out of a with', () => {
  const source = `
import threading
lock = threading.Lock()
def f(n):
    for i in range(n):
        with lock:
            if i == 1:
                continue
            return i
f(2)
`
  expect(listed(source, 'f')).toBe(
    `
   4   %2 = 0
   5   %3 = %2 < n
   6   if %3 go to 7 else 20
   7   i = %2
   8   %2 = %2 + 1
   9 * acquire lock
  10   %4 = i == 1
  11   if %4 go to 12 else 14
  12 * release lock
  13   go to 5
  14   %5 = i
  15 * release lock
  16   return %5
  17   %6 = catch
  18 * release lock
  19   reraise %6
  20   return None
an exception in 10..11 goes on at 17
an exception in 14..14 goes on at 17`.slice(1)
  )
})

test('finally runs before a return, and the value was taken before it', () => {
  expect(listed('def f(x):\n    try:\n        return x\n    finally:\n        x = 2\nf(1)\n', 'f')).toBe(
    `
   2   %1 = x
   3   x = 2
   4   return %1
   5   %2 = catch
   6   x = 2
   7   reraise %2
an exception in 2..2 goes on at 5`.slice(1)
  )
})

test('a swap takes both values before it stores', () => {
  expect(listed('def f(a, b):\n    a, b = b, a\n    return a - b\nf(1, 2)\n', 'f')).toBe(
    `
   2   %2 = b
   3   %3 = a
   4   a = %2
   5   b = %3
   6   %4 = a - b
   7   return %4`.slice(1)
  )
})

test('and, or and chains of comparisons stop where Python stops', () => {
  expect(listed('def f(a, b, c):\n    x = a and b or c\n    return a < b <= c\nf(1, 2, 3)\n', 'f')).toBe(
    `
   2   %5 = a
   3   if %5 go to 4 else 5
   4   %5 = b
   5   %4 = %5
   6   if %4 go to 8 else 7
   7   %4 = c
   8   x = %4
   9   %6 = a < b
  10   if %6 go to 11 else 12
  11   %6 = b <= c
  12   return %6`.slice(1)
  )
})

test('every instruction points at text', () => {
  const program = compiled(counter)
  const lines = program.source.split('\n')
  for (const { span } of program.code) {
    const line = lines[span.line - 1] ?? ''
    expect(line.slice(span.column - 1, span.endLine === span.line ? span.endColumn - 1 : undefined).trim()).not.toBe('')
  }
  const update = program.code.filter((instruction) => instruction.do === 'writeName' && instruction.span.line === 8)
  expect(update.map(({ span }) => lines[span.line - 1]?.slice(span.column - 1, span.endColumn - 1))).toEqual(['counter += 1'])
})
