import type { Collapse } from '../states/collapse'
import type { PackedStates } from '../states/packedStates'
import { watchOver } from './watch'

/** A question about a state: may only look at the words it is given. `touched` tells which components it has looked at so far. */
export type Question<Answer> = (words: Int32Array, touched: () => readonly number[]) => Answer

interface Branching<Answer> {
  readonly component: number
  readonly answers: (Branching<Answer> | { readonly answer: Answer } | undefined)[]
}

/**
 * Answers a question about states looking at each only as far as it must: the same decision trees as for steps (`tables.ts`), for any question. Components that
 * have had one content only are left out of the trees; when a second comes, everything is forgotten.
 */
export function remembered<Answer>(collapsed: Collapse, states: PackedStates, ask: Question<Answer>): (state: number) => Answer {
  const watch = watchOver(collapsed.components)
  const words = new Int32Array(collapsed.components.of.length)
  let root: Branching<Answer> = { component: -1, answers: [] }
  let varied = -1

  function learn(state: number): Answer {
    if (varied !== collapsed.varied) root = { component: -1, answers: [] }
    varied = collapsed.varied
    states.read(state, words)
    watch.begin(words, false)
    const answer = ask(watch.state, () => watch.touched)
    let at = root
    let number = 0
    for (const component of watch.touched) {
      if (collapsed.counts[component] === 1) continue
      const next = at.answers[number] ?? { component, answers: [] }
      if (!('component' in next)) throw new Error('the answer came too early')
      at.answers[number] = next
      at = next
      number = states.numberIn(state, component)
    }
    at.answers[number] = { answer }
    return answer
  }

  return (state) => {
    if (varied !== collapsed.varied) return learn(state)
    let node = root.answers[0]
    while (node !== undefined && 'component' in node) node = node.answers[states.numberIn(state, node.component)]
    return node === undefined ? learn(state) : node.answer
  }
}
