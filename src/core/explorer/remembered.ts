import type { Collapse } from './collapse'
import type { PackedStates } from './packedStates'
import { watchOver } from './watch'

interface Question<Answer> {
  readonly component: number
  readonly answers: (Node<Answer> | undefined)[]
}
type Node<Answer> = Question<Answer> | { readonly answer: Answer }

/**
 * A function of states that looks at each only as far as it must: the same decision trees as for steps (`tables.ts`), for any question. For a finished search:
 * components that have one content are left out of the trees.
 */
export function remembered<Answer>(collapsed: Collapse, states: PackedStates, answer: (words: Int32Array) => Answer): (state: number) => Answer {
  const watch = watchOver(collapsed.components)
  const words = new Int32Array(collapsed.components.of.length)
  const root: Question<Answer> = { component: -1, answers: [] }

  function learn(state: number): Answer {
    states.read(state, words)
    watch.begin(words, false)
    const found = answer(watch.state)
    let question = root
    let number = 0
    for (const component of watch.touched) {
      if (collapsed.counts[component] === 1) continue
      const next = question.answers[number] ?? { component, answers: [] }
      if (!('component' in next)) throw new Error('the answer came too early')
      question.answers[number] = next
      question = next
      number = states.numberIn(state, component)
    }
    question.answers[number] = { answer: found }
    return found
  }

  return (state) => {
    let node = root.answers[0]
    while (node !== undefined && 'component' in node) node = node.answers[states.numberIn(state, node.component)]
    return node === undefined ? learn(state) : node.answer
  }
}
