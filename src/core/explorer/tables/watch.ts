import { header } from '../../simulator/state/layout'
import type { Components } from '../states/components'

/** A state that notes which components are looked at or changed, in order of the first time. */
export interface Watch {
  /** Behaves as the words last given to `begin`; only elements, `fill` and `copyWithin` may be used. */
  readonly state: Int32Array
  /** Components touched since `begin`, in order. A component of several words that is written counts as read: those that are left alone matter. */
  readonly touched: readonly number[]
  /** Components of one word, behind the header, that were written before anybody looked at them: what they held makes no difference. Forgotten at each `begin`. */
  readonly overwritten: readonly number[]
  /** The words behind `state`. */
  readonly words: Int32Array
  /** Takes over the words of a state; what was touched is forgotten unless it is `kept`. */
  begin(words: Int32Array, kept: boolean): void
}

/** A watch over states with such components. Reading through it is some fifty times slower than an array: it is for what is learned once. */
export function watchOver(components: Components): Watch {
  const words = new Int32Array(components.of.length)
  let touched: number[] = []
  const isTouched = new Uint8Array(components.words.length)
  let overwritten: number[] = []
  const isOverwritten = new Uint8Array(components.words.length)

  function touch(address: number): void {
    const component = components.of[address] ?? -1
    if (component < 0 || isTouched[component] === 1 || isOverwritten[component] === 1) return
    isTouched[component] = 1
    touched.push(component)
  }
  function overwrite(address: number): void {
    const component = components.of[address] ?? -1
    if (address <= header.spurious || isTouched[component] === 1 || components.words[component]?.length !== 1) return touch(address)
    if (isOverwritten[component] === 1) return
    isOverwritten[component] = 1
    overwritten.push(component)
  }
  const touchAll = (from: number, to: number): void => {
    for (let address = from; address < to; address++) touch(address)
  }
  const bulk: Readonly<Record<string, unknown>> = {
    fill: (value: number, from = 0, to = words.length) => {
      touchAll(from, to)
      words.fill(value, from, to)
    },
    copyWithin: (target: number, from: number, to = words.length) => {
      touchAll(from, to)
      touchAll(target, target + to - from)
      words.copyWithin(target, from, to)
    },
    length: words.length
  }
  const state = new Proxy(words, {
    get(_, property) {
      const address = typeof property === 'string' ? Number(property) : Number.NaN
      if (Number.isInteger(address)) {
        touch(address)
        return words[address]
      }
      if (typeof property === 'string' && Object.hasOwn(bulk, property)) return bulk[property]
      throw new Error(`a step used \`${String(property)}\` of a state, which nobody watches`)
    },
    set(_, property, value) {
      const address = Number(property)
      overwrite(address)
      words[address] = Number(value)
      return true
    }
  })
  return {
    state,
    words,
    get touched() {
      return touched
    },
    get overwritten() {
      return overwritten
    },
    begin(from, kept) {
      words.set(from)
      for (const component of overwritten) isOverwritten[component] = 0
      overwritten = []
      if (kept) return
      touched = []
      isTouched.fill(0)
    }
  }
}
