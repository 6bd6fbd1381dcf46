import type { Packing } from '../states/packing'

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
  /** Where it stands; 0 when it does not stand by itself. */
  at: number
  room: number
  /** At a root: the component that its answers ask about next where that is asked for at once, -1 for none. */
  merged: number
}
interface Answer {
  readonly effects: readonly Effect[]
  at: number
}

const isQuestion = (node: Question | Answer | undefined): node is Question => node !== undefined && 'component' in node

/** Numbers that a merged question may have. */
const mostMerged = 1 << 12

/**
 * Decision trees that tell a thread's steps from the numbers of those components that matter to it, in one array that a tight loop can walk:
 *
 *   question   word, shift, mask, room, then for each number where to go on (0: not known yet)
 *   answer     -1 - ways, then for each way: label, n, and n times: word, bits to keep, bits to set
 *
 * The tree of thread t begins at `code[roots[t]]`; 0 when nothing is known. Where its first two questions are about neighbours in a word, they are one question
 * about both, whose numbers are the second's above the first's: for most steps of most programs that leaves one question, or two. What a step reads depends on nothing but what it has read before, so all states
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
    const path: Question[] = []
    let node = trees[thread]
    let put = (made: Question | Answer): void => void (trees[thread] = made)
    for (const { component, number } of asked) {
      if (node === undefined) {
        node = { component, answers: [], at: 0, room: 0, merged: -1 }
        put(node)
      }
      if (!isQuestion(node) || node.component !== component) throw new Error('a step looked at something else in the same situation')
      const question = node
      path.push(question)
      put = (made) => void (question.answers[number] = made)
      node = question.answers[number]
    }
    const answer: Answer = { effects, at: 0 }
    put(answer)
    tables.roots[thread] = placed(path, asked, writeAnswer(answer)) ?? tables.roots[thread] ?? 0
  }

  // makes the way along a path to what was written for its end; where the root stands when that has moved, else null
  function placed(path: readonly Question[], asked: readonly Asked[], end: number): number | null {
    let below = end
    for (let depth = path.length - 1; depth > 0; depth--) {
      const [question, number] = [path[depth] as Question, asked[depth]?.number ?? 0]
      if (depth === 1 && path[0]?.merged === question.component) {
        tables.code[path[0].at + 4 + both(path[0].component, asked[0]?.number ?? 0, number)] = below
        return null
      }
      if (linked(question, number, below)) return null
      below = writeQuestion(question)
    }
    const [root] = path
    if (root === undefined) return below
    if (root.merged === mergeable(root) && linked(root, asked[0]?.number ?? 0, below)) return null
    return writeRoot(root)
  }

  // whether the question has a place for that answer: then it leads there
  function linked({ at, room, merged, component }: Question, number: number, to: number): boolean {
    if (merged >= 0) for (let second = 0; second <= (packing.mask[merged] ?? 0); second++) tables.code[at + 4 + both(component, number, second)] = to
    else if (number < room) tables.code[at + 4 + number] = to
    else return false
    return true
  }

  const bitsOf = (component: number): number => 32 - Math.clz32(packing.mask[component] ?? 0)
  // numbers of two neighbours as one
  const both = (first: number, number: number, second: number): number => (second << bitsOf(first)) | number

  function mergeable({ component, answers }: Question): number {
    const { word, shift } = packing
    const second = answers.find(isQuestion)?.component ?? -1
    const bits = bitsOf(component)
    const areNeighbours = second >= 0 && bits > 0 && bitsOf(second) > 0 && word[second] === word[component] && shift[second] === (shift[component] ?? 0) + bits
    return areNeighbours && 2 ** (bits + bitsOf(second)) <= mostMerged ? second : -1
  }

  function encode(to: Packing): void {
    packing = to
    length = 1
    for (let thread = 0; thread < threads; thread++) tables.roots[thread] = writeTree(trees[thread], true)
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

  function writeTree(node: Question | Answer | undefined, isRoot = false): number {
    if (node === undefined) return 0
    if (!isQuestion(node)) return writeAnswer(node)
    const merged = isRoot ? mergeable(node) : -1
    for (const answer of node.answers) {
      if (!isQuestion(answer) || answer.component !== merged) writeTree(answer)
      else for (const next of answer.answers) writeTree(next)
    }
    return isRoot ? writeRoot(node) : writeQuestion(node)
  }

  // what its answers are must stand already; a question that moves leaves its old place empty until the next packing
  function writeQuestion(question: Question): number {
    const { component, answers } = question
    question.room = Math.max(2, counts[component] ?? 0, answers.length) * 2
    begin(question, packing.mask[component] ?? 0)
    answers.forEach((answer, number) => linked(question, number, answer?.at ?? 0))
    return question.at
  }

  function writeRoot(root: Question): number {
    root.merged = mergeable(root)
    if (root.merged < 0) return writeQuestion(root)
    const { component, answers, merged } = root
    root.room = 2 ** (bitsOf(component) + bitsOf(merged))
    begin(root, root.room - 1)
    answers.forEach((answer, number) => {
      if (!isQuestion(answer) || answer.component !== merged) linked(root, number, answer?.at ?? 0)
      else answer.answers.forEach((next, second) => void (tables.code[root.at + 4 + both(component, number, second)] = next?.at ?? 0))
    })
    return root.at
  }

  // with all its answers unknown
  function begin(question: Question, mask: number): void {
    const { component, room } = question
    question.at = take(4 + room)
    tables.code.set([packing.word[component] ?? 0, packing.shift[component] ?? 0, mask, room], question.at)
    tables.code.fill(0, question.at + 4, question.at + 4 + room)
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
