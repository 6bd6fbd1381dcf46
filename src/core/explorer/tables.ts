import type { Packing } from './packing'

/** A component, and the number of what it holds. */
export interface Asked {
  readonly component: number
  readonly number: number
}

/** What one way of a step does: the numbers that components get, and the label of the step. */
export interface Effect {
  readonly label: number
  readonly changes: readonly Asked[]
}

interface Question {
  readonly component: number
  readonly answers: (Question | Answer | undefined)[]
  at: number
  room: number
}
interface Answer {
  readonly effects: readonly Effect[]
  at: number
}

/**
 * Decision trees that tell a thread's steps from the numbers of those components that matter to it, in one array that a tight loop can walk:
 *
 *   question   word, shift, mask, room, then for each number where to go on (0: not known yet)
 *   answer     -1 - ways, then for each way: label, n, and n times: word, bits to keep, bits to set
 *
 * The tree of thread t begins at `code[roots[t]]`; 0 when nothing is known. What a step reads depends on nothing but what it has read before, so all states
 * that go one way through a tree touch the same component next. The idea of remembering steps by the few parts of a state that they depend on is LTSmin's
 * transition caching (Blom, van de Pol & Weber, CAV 2010); here the dependences are learned while looking instead of declared.
 */
export interface Tables {
  code: Int32Array
  readonly roots: Int32Array
  /** Learns: in states with these numbers in these components, asked in this order, a thread's steps have these effects. */
  add(thread: number, asked: readonly Asked[], effects: readonly Effect[]): void
  /** Writes all trees anew for another packing. */
  encode(packing: Packing): void
  /** Forgets everything. */
  clear(): void
}

/** Empty tables for so many threads. `counts` tells how many numbers each component has. */
export function createTables(threads: number, counts: Int32Array): Tables {
  const trees: (Question | Answer | undefined)[] = []
  let packing: Packing = { words: 1, word: counts, shift: counts, mask: counts }
  let length = 1
  const tables: Tables = { code: new Int32Array(1 << 12), roots: new Int32Array(threads), add, encode, clear }

  function add(thread: number, asked: readonly Asked[], effects: readonly Effect[]): void {
    let node = trees[thread]
    let put = (made: Question | Answer): void => void (trees[thread] = made)
    let link = (at: number): void => void (tables.roots[thread] = at)
    for (const { component, number } of asked) {
      if (node === undefined) {
        node = { component, answers: [], at: 0, room: 0 }
        put(node)
      }
      if (!('component' in node) || node.component !== component) throw new Error('a step looked at something else in the same situation')
      const question = node
      if (number >= question.room) link(writeQuestion(question))
      put = (made) => void (question.answers[number] = made)
      link = (at) => void (tables.code[question.at + 4 + number] = at)
      node = question.answers[number]
    }
    const answer: Answer = { effects, at: 0 }
    put(answer)
    link(writeAnswer(answer))
  }

  function encode(to: Packing): void {
    packing = to
    length = 1
    for (let thread = 0; thread < threads; thread++) tables.roots[thread] = writeTree(trees[thread])
  }

  function clear(): void {
    trees.length = 0
    length = 1
    tables.roots.fill(0)
  }

  function take(words: number): number {
    const at = length
    length += words
    if (length > tables.code.length) {
      const larger = new Int32Array(Math.max(length, tables.code.length * 2))
      larger.set(tables.code)
      tables.code = larger
    }
    return at
  }

  function writeTree(node: Question | Answer | undefined): number {
    if (node === undefined) return 0
    if (!('component' in node)) return writeAnswer(node)
    for (const answer of node.answers) writeTree(answer)
    return writeQuestion(node)
  }

  // what its answers are must stand already; a question that moves leaves its old place empty until the next packing
  function writeQuestion(question: Question): number {
    const { component, answers } = question
    question.room = Math.max(2, counts[component] ?? 0, answers.length) * 2
    question.at = take(4 + question.room)
    tables.code.set([packing.word[component] ?? 0, packing.shift[component] ?? 0, packing.mask[component] ?? 0, question.room], question.at)
    for (let number = 0; number < question.room; number++) tables.code[question.at + 4 + number] = answers[number]?.at ?? 0
    return question.at
  }

  function writeAnswer(answer: Answer): number {
    const ways = answer.effects.map((effect) => ({ label: effect.label, edits: editsOf(effect, packing) }))
    answer.at = take(1 + ways.reduce((sum, { edits }) => sum + 2 + edits.length, 0))
    tables.code[answer.at] = -1 - ways.length
    let next = answer.at + 1
    for (const { label, edits } of ways) {
      tables.code.set([label, edits.length / 3, ...edits], next)
      next += 2 + edits.length
    }
    return answer.at
  }

  return tables
}

// changes to one word are made together
function editsOf({ changes }: Effect, { word, shift, mask }: Packing): number[] {
  const edits = new Map<number, { keep: number; set: number }>()
  for (const { component, number } of changes) {
    const edit = edits.get(word[component] ?? 0) ?? { keep: -1, set: 0 }
    edit.keep &= ~((mask[component] ?? 0) << (shift[component] ?? 0))
    edit.set |= number << (shift[component] ?? 0)
    edits.set(word[component] ?? 0, edit)
  }
  return [...edits].flatMap(([at, { keep, set }]) => [at, keep, set])
}
