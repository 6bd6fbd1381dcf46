import type { Components } from './components'

/**
 * Numbers for the contents of components: 0, 1, 2, … in order of appearance. A state is then one small number a component
 * (collapse compression: Holzmann, State compression in SPIN, 1997).
 */
export interface Collapse {
  readonly components: Components
  /** How many contents of each component have been seen. */
  readonly counts: Int32Array
  /** How many components have had more than one content. */
  readonly varied: number
  /** The number of what a state holds in a component. */
  numberOf(component: number, state: Int32Array): number
  /** Puts the contents with a number into a state. */
  restore(component: number, number: number, into: Int32Array): void
}

/** Numbers nothing yet. */
export function collapse(components: Components): Collapse {
  const counts = new Int32Array(components.words.length)
  const single = components.words.map(() => new Map<number, number>())
  const several = components.words.map(() => new Map<string, number>())
  const contents: number[][] = components.words.map(() => [])

  let varied = 0

  function add(component: number, addresses: Int32Array, state: Int32Array): number {
    for (const address of addresses) contents[component]?.push(state[address] ?? 0)
    const number = counts[component] ?? 0
    counts[component] = number + 1
    if (number === 1) varied++
    return number
  }

  return {
    components,
    counts,
    get varied() {
      return varied
    },
    numberOf(component, state) {
      const addresses = components.words[component] ?? new Int32Array(0)
      if (addresses.length === 1) {
        const value = state[addresses[0] ?? 0] ?? 0
        const known = single[component]?.get(value)
        if (known !== undefined) return known
        const number = add(component, addresses, state)
        single[component]?.set(value, number)
        return number
      }
      let key = ''
      for (const address of addresses) key += `${state[address] ?? 0},`
      const known = several[component]?.get(key)
      if (known !== undefined) return known
      const number = add(component, addresses, state)
      several[component]?.set(key, number)
      return number
    },
    restore(component, number, into) {
      const addresses = components.words[component] ?? new Int32Array(0)
      const from = contents[component] ?? []
      for (let i = 0; i < addresses.length; i++) into[addresses[i] ?? 0] = from[number * addresses.length + i] ?? 0
    }
  }
}
