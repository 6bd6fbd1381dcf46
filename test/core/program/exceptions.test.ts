import { expect, test } from 'vitest'
import { compiled, listed } from './compiled'

test('a try is its body under protection; clauses are asked in turn, and the rest goes on', () => {
  const source = `
def f(x):
    try:
        x = x // 0
    except ZeroDivisionError as e:
        print(e)
    except (ValueError, NameError):
        raise
    else:
        print("good")
f(1)
`
  expect(listed(source, 'f')).toBe(
    `
   2   x = x // 0
   3 * print "good"
   4   go to 14
   5   %1 = catch
   6   %2 = %1 is ZeroDivisionError
   7   if %2 go to 8 else 10
   8 * print %1
   9   go to 14
  10   %3 = %1 is NameError or UnboundLocalError or ValueError
  11   if %3 go to 12 else 13
  12   reraise %1
  13   reraise %1
  14   return None
an exception in 2..2 goes on at 5`.slice(1)
  )
})

test('a clause that takes all asks nothing', () => {
  expect(listed('def f(x):\n    try:\n        x = x // 0\n    except Exception:\n        x = 1\nf(1)\n', 'f')).toBe(
    `
   2   x = x // 0
   3   go to 6
   4   %1 = catch
   5   x = 1
   6   return None
an exception in 2..2 goes on at 4`.slice(1)
  )
})

test('the finally of an outer try is run outside the clauses of the inner one', () => {
  const source = `
def f(x):
    try:
        try:
            return x // 0
        except ValueError:
            x = 1
    finally:
        x = 2
f(1)
`
  expect(listed(source, 'f')).toBe(
    `
   2   %1 = x // 0
   3   x = 2
   4   return %1
   5   %2 = catch
   6   %3 = %2 is ValueError
   7   if %3 go to 8 else 10
   8   x = 1
   9   go to 11
  10   reraise %2
  11   x = 2
  12   go to 16
  13   %4 = catch
  14   x = 2
  15   reraise %4
  16   return None
an exception in 2..2 goes on at 5
an exception in 2..2 goes on at 13
an exception in 5..10 goes on at 13`.slice(1)
  )
})

test('every handler begins with a catch', () => {
  const source =
    'import threading\nlock = threading.Lock()\ndef f(x):\n    with lock:\n        try:\n            x = 1 // x\n        except ValueError:\n            x = 2\n        finally:\n            x = 3\nf(1)\n'
  const { code, handlers } = compiled(source)
  expect(handlers.map(({ target }) => code[target]?.do)).toEqual(handlers.map(() => 'catch'))
  expect(handlers.length).toBe(3)
})
