import { describe, expect, test } from 'vitest'
import { outcomeOf, printed, ran } from './ran'
import { certainRuns, python } from './realPython'

// one order only: whatever real threads do, the output is the same
const certain: Readonly<Record<string, string>> = {
  'the first clause that names the kind takes it': `def f(n):
    try:
        if n == 0:
            raise ValueError("value")
        if n == 1:
            x = [1]
            print(x[n])
        if n == 2:
            print(n // (n - 2))
        if n == 3:
            raise RuntimeError
        print("none")
    except (ValueError, ZeroDivisionError) as e:
        print("first", e)
    except LookupError as e:
        print("second", e)
    except Exception as e:
        print("third", str(e) == "")
    else:
        print("else")
    finally:
        print("finally")
for i in range(5):
    f(i)`,
  'what no clause names goes on': `def f():
    try:
        raise ValueError("on")
    except TypeError:
        print("never")
    finally:
        print("finally")
f()`,
  'raise alone raises the same again': `def f():
    try:
        raise ValueError("same")
    except ValueError:
        print("seen")
        raise
try:
    f()
except ValueError as e:
    print(e)`,
  'an exception in a clause or in else is not caught by its own try': `def f(n):
    try:
        if n == 0:
            raise ValueError("a")
    except ValueError:
        raise IndexError("b")
    except IndexError:
        print("never")
    else:
        raise IndexError("c")
for i in range(2):
    try:
        f(i)
    except IndexError as e:
        print(e)`,
  'return, break and continue leave through finally': `def f(n):
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == n:
                break
            x = 1 // (i - 3)
        except ZeroDivisionError:
            return "returned"
        finally:
            print("finally", i)
    else:
        return "through"
    return "broken"
print(f(2))
print(f(9))`,
  'a return inside try runs the finally of the try around it outside the inner clauses': `def f():
    try:
        try:
            return 1
        except ValueError:
            print("never")
    finally:
        raise ValueError("outer")
try:
    print(f())
except ValueError as e:
    print(e)`,
  'a caught exception raised later by its name': `def f():
    kept = None
    try:
        raise ValueError("kept")
    except ValueError as e:
        kept = e
    print(kept is None, f"{kept}")
    raise kept
try:
    f()
except ValueError as e:
    print("again", e)`,
  'an unbound local, an assertion, a wrong type and a bad release': `import threading
def f(n):
    if n > 3:
        x = 1
    if n == 0:
        print(x)
    assert n != 1, "one"
    if n == 2:
        print("a" + n)
    threading.Lock().release()
for i in range(4):
    try:
        f(i)
    except AssertionError as e:
        print("assertion", e)
    except NameError as e:
        print(type(e).__name__, e)
    except TypeError as e:
        print("type", e)
    except RuntimeError as e:
        print("runtime", e)`,
  'a lock is given back when an exception leaves its with': `import threading
lock = threading.Lock()
try:
    with lock:
        raise ValueError("inside")
except ValueError:
    print(lock.locked())`,
  'an exception replaces the one that was being handled': `def f():
    try:
        raise ValueError("a")
    except ValueError as e:
        try:
            raise TypeError(f"b of {e}")
        except TypeError as other:
            print(e, other)
        raise RuntimeError("c") from None
try:
    f()
except RuntimeError as e:
    print(e)`,
  'nested finally and except keep their own exceptions': `def f(n):
    try:
        try:
            raise ValueError("outer")
        finally:
            try:
                if n == 1:
                    raise TypeError("inner")
            except TypeError as e:
                print("caught", e)
            print("cleaned")
    except ValueError as e:
        print("then", e)
f(0)
f(1)`
}

describe.skipIf(python === null)('exceptions held against a real Python', () => {
  const sources = Object.entries(certain)
  const real = python === null ? [] : certainRuns(sources.map(([, source]) => source))

  test.each(sources.map(([name, source], at) => [name, source, real[at]] as const))('%s', (_, source, run) => {
    expect(outcomeOf(ran(source))).toEqual(run)
  })
})

test('no handler gets to see a number outside the range', () => {
  const source = 'x = 2147483647\ntry:\n    x = x + 1\nexcept Exception:\n    print("never")\nfinally:\n    print("nor this")\n'
  const { lines, complaint } = outcomeOf(ran(source))
  expect([lines, complaint.split(':')[0]]).toEqual([[], 'OverflowError'])
})

test('no handler gets to see that a loop has no end', () => {
  const source =
    'def f():\n    while True:\n        try:\n            while True:\n                pass\n        except Exception:\n            print("never")\nf()\n'
  expect(outcomeOf(ran(source))).toEqual({ lines: [], complaint: 'RuntimeError: endless loop: 1,000,000 instructions without a shared step' })
})

test('an OverflowError of the program’s own is one like others', () => {
  expect(printed('try:\n    raise OverflowError("mine")\nexcept ArithmeticError as e:\n    print(e)\n')).toEqual(['mine'])
})
