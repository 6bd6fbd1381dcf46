import * as fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compile } from '../../../src/core/program/compile'
import { listing } from '../../../src/core/program/listing'

const scenarios = new URL('../../../resources/scenarios/', import.meta.url)
// what the scenarios leave out
const more = `import queue, random, threading
q = queue.Queue(2)
b = threading.Barrier(2, action=lambda: print("met"), timeout=0.5)
def main(n=2):
    total = 0
    c = threading.Condition()
    def work(i, *, k=1):
        nonlocal total
        try:
            with c:
                c.wait_for(lambda: total >= i, timeout=0.1)
                total += random.randint(0, n)
            q.put(i, block=False)
            b.wait()
        except (queue.Full, threading.BrokenBarrierError) as e:
            print(type(e).__name__, e)
            raise
        except Exception:
            raise ValueError(f"bad {i}") from None
        else:
            print(random.choice(["a", "b"]))
        finally:
            total -= k
    for t in [threading.Thread(target=work, args=(i,), kwargs={"k": 2}) for i in range(n)]:
        t.start()
    print(q.get(timeout=1), t.is_alive())
main()
`
const good = readdirSync(scenarios)
  .filter((name) => name.endsWith('.py'))
  .map((name) => readFileSync(new URL(name, scenarios), 'utf8'))
  .concat(Array.from({ length: 30 }, () => more))

const words =
  'if else: elif for while in not and or is with as def return global nonlocal pass break continue try: except except: else: finally: assert raise lambda lambda: import from queue threading random Event Queue ValueError {"n": True False None print range len lock x N 0 1 0x1f 1_0 1.5 "a" \'b\' f"{x}" f"{ ( ) [ ] { } : , . = == += -= * ** / // % @ -> ; \\ # \n \t \u00e9 \u2028'.split(
    ' '
  )
const soup = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.constant('\n'), fc.constant('\n    '), fc.constant(' ')), { maxLength: 60 })
  .map((parts) => parts.join(' '))
const damaged = fc
  .tuple(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(2000), fc.nat(8), fc.constantFrom('', ' ', ...words)), { minLength: 1, maxLength: 4 }))
  .map(([source, edits]) =>
    edits.reduce((text, [at, cut, word]) => text.slice(0, at % (text.length + 1)) + word + text.slice((at % (text.length + 1)) + cut), source)
  )

/** What is wrong with the answer to a text: it is to be a program that can be listed, or problems that can be pointed at. */
function complaints(source: string): string[] {
  const compiled = compile(source, { file: 'p.py' })
  if (compiled.ok) return listing(compiled.program).includes('<module>') ? [] : ['a program without a module']
  if (compiled.problems.length === 0) return ['refused without a problem']
  const lines = source.split(/\r\n|\r|\n/)
  return compiled.problems.flatMap(({ span, what, try: tryThis }) => {
    const isThere = span.line === 0 || (span.line <= lines.length && span.column <= (lines[span.line - 1] ?? '').length + 1)
    return isThere && what !== '' && tryThis !== '' ? [] : [`${span.line}:${span.column}: ${what} (try: ${tryThis})`]
  })
}

test('the program that is damaged is good', () => {
  expect(compile(more, { file: 'p.py' }).ok).toBe(true)
})

test('any text is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 300 })), (source) => {
      expect(complaints(source)).toEqual([])
    }),
    { numRuns: 300 }
  )
})

test('any soup of words is answered', () => {
  fc.assert(
    fc.property(soup, (source) => {
      expect(complaints(source)).toEqual([])
    }),
    { numRuns: 300 }
  )
})

test('any damage to a good program is answered', () => {
  fc.assert(
    fc.property(damaged, (source) => {
      expect(complaints(source)).toEqual([])
    }),
    { numRuns: 300 }
  )
})

const nested: readonly [name: string, source: string][] = [
  ['parentheses', '('.repeat(2000)],
  ['lists', `x = ${'['.repeat(1000)}${']'.repeat(1000)}`],
  ['signs', `x = ${'-'.repeat(2000)}1`],
  ['sums', `x = ${'1 + '.repeat(2000)}1`],
  ['blocks', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  [
    'finally',
    `${Array.from({ length: 20 }, (_, depth) => ['try:', ' pass', 'finally:'].map((line) => `${' '.repeat(depth)}${line}\n`).join('')).join('')}${' '.repeat(20)}pass\n`
  ]
]

test.each(nested)('%s nested without end are answered', (_, source) => {
  expect(complaints(source)).toEqual([])
  expect(compile(source, { file: 'p.py' }).ok).toBe(false)
})
