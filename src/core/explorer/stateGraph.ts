import { choiceWords } from '../simulator/telling/stepWords'
import { scheduleText } from '../simulator/schedule'
import { header } from '../simulator/state/layout'
import { variablesOf } from '../simulator/telling/variables'
import { word } from '../simulator/state/words'
import { reaching, turnRound } from './answers/backwards'
import { findEnds, isEnd, standing } from './answers/ends'
import type { StateGraph, StateNode } from './report'
import { type StateSpace, wayTo } from './stateSpace'
import { finish } from './work'

/** Everything there is to draw of a small, whole state space. */
export function stateGraph(space: StateSpace): StateGraph {
  const ends = finish(findEnds(space))
  const good = [...ends.keys()].filter((state) => isEnd(ends[state]))
  const saved = finish(reaching(finish(turnRound(space)), good, space.count))
  const shown = Array.from({ length: space.count }, (_, state) => showState(space, state))
  const nodes = shown.map((facts, state): StateNode => {
    const before = shown[space.parent[state] ?? -1]
    return {
      depth: wayTo(space, state).length,
      kind: kindOf(ends[state], saved[state]),
      changes: [...facts]
        .filter(([name, value]) => before !== undefined && before.get(name) !== value)
        .slice(0, 3)
        .map(([name, value]) => `${name} = ${value}`),
      shortest: scheduleText(wayTo(space, state))
    }
  })
  return { nodes, edges: edgesOf(space) }
}

function kindOf(end: number | undefined, saved: number | undefined): StateNode['kind'] {
  if (end === standing.finished) return 'finished'
  if (end === standing.failed) return 'failed'
  if (end === standing.deadlock) return 'deadlock'
  return saved === 1 ? 'running' : 'doomed'
}

// what can be seen of a state by name
function showState({ machine, read }: StateSpace, state: number): Map<string, string> {
  const words = new Int32Array(machine.layout.size)
  read(state, words)
  const facts = new Map(Object.entries(variablesOf(machine, words)).map(([name, value]) => [name, String(value)]))
  const last = machine.pools.lines(word(words, header.output)).at(-1)
  if (last !== undefined) facts.set('printed', last.text)
  return facts
}

function edgesOf(space: StateSpace): StateGraph['edges'] {
  const { machine, edgeStart, edgeTo, edgeLabel, labels } = space
  const words = new Int32Array(machine.layout.size)
  const edges: StateGraph['edges'][number][] = []
  for (let from = 0; from < space.expanded; from++) {
    space.read(from, words)
    for (let edge = edgeStart[from] ?? 0; edge < (edgeStart[from + 1] ?? 0); edge++) {
      const label = labels[edgeLabel[edge] ?? 0]
      if (label === undefined) continue
      const { thread, choice } = label
      edges.push({ from, to: edgeTo[edge] ?? 0, thread, choice, words: choiceWords(machine, words, thread, choice) })
    }
  }
  return edges
}
