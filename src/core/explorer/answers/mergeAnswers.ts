import type { Answer } from './answer'

/** Adds to an answer what another one found and it did not. */
export function mergeAnswers(one: Answer, other: Answer): Answer {
  return {
    ...one,
    outcomes: united(one.outcomes, other.outcomes, ({ output, variables, failed }) => JSON.stringify([output, variables, failed])),
    deadlocks: united(one.deadlocks, other.deadlocks, ({ waits }) => JSON.stringify(waits)),
    failures: united(one.failures, other.failures, ({ kind, line, message }) => JSON.stringify([kind, line, message])),
    races: united(one.races, other.races, ({ variable }) => variable)
  }
}

function united<Item>(some: readonly Item[], more: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const known = new Set(some.map(keyOf))
  return [...some, ...more.filter((item) => !known.has(keyOf(item)))]
}
