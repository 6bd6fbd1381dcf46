import { expect, test } from 'vitest'
import { compiled, listed } from './compiled'

const counting = `
import threading
def main(n=2):
    lock = threading.Lock()
    total = 0
    def work(i):
        nonlocal total
        with lock:
            total += i * n
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(total)
main()
`

test('variables of a function that runs once live in the module where inner functions use them', () => {
  const { names } = compiled(counting)
  expect(names.map(({ name, shared }) => [name, shared])).toEqual([
    ['main.lock', false],
    ['main.total', true],
    ['main.n', false]
  ])
})

test('a parameter moves there at the beginning', () => {
  expect(listed(counting, 'main').split('\n').slice(0, 4).join('\n')).toBe(
    `
   2   write main.n = n
   3   %3 = make lock called lock
   4   write main.lock = %3
   5 * write main.total = 0`.slice(1)
  )
})

test('what an inner function only reads is no step, unless its owner binds it while threads may run', () => {
  const bindingAgain = (line: string): readonly boolean[] =>
    compiled(`import threading
def main():
    x = 1
    def work():
        print(x)
    t = threading.Thread(target=work)
    t.start()
    ${line}
main()
`).names.map(({ shared }) => shared)
  expect([bindingAgain('pass'), bindingAgain('x = 2')]).toEqual([[false], [true]])
})

test('a function that is called in a loop, twice or through a variable may run more than once', () => {
  const taken = (calls: string): string => {
    const source = `def f():\n    x = 1\n    def g():\n        print(x)\n    g()\n${calls}\n`
    try {
      return compiled(source)
        .names.map(({ name }) => name)
        .join(' ')
    } catch (refused) {
      return refused instanceof Error ? refused.message : ''
    }
  }
  const refusal = '4: `x` belongs to the function around this one'
  expect([taken('f()'), taken('if __name__ == "__main__":\n    f()')]).toEqual(['f.x', 'f.x'])
  expect([taken('f()\nf()'), taken('for i in range(2):\n    f()'), taken('h = f\nh()')]).toEqual([refusal, refusal, refusal])
})
