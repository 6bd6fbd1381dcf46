import type { Door } from '../../preload/contract'
import type { Comparison, RealRun } from './realRun'

/** Compares recorded runs with runs of the same programs that nobody records. */
export interface Comparing {
  /** Asks for the comparison of a run that is over, and tells by `patch` how it goes. Another one that goes on is called off. */
  ask(run: RealRun, patch: (part: Pick<RealRun, 'comparison'>) => void): Promise<void>
  /** Calls off what goes on. */
  cancel(): Promise<void>
}

/** Makes the part of a session that compares, one run at a time. */
export function comparing(lab: Door): Comparing {
  let going: { readonly patch: (comparison: Comparison | null) => void } | null = null

  async function cancel(): Promise<void> {
    if (going === null) return
    going.patch(null)
    going = null
    await lab.ask('compare:cancel')
  }

  return {
    cancel,
    async ask({ run }, patch) {
      if (run === null) return
      await cancel()
      const mine = { patch: (comparison: Comparison | null) => patch({ comparison }) }
      going = mine
      mine.patch({ state: 'going', words: '' })
      const answer = await lab.ask('compare:start', { run })
      if (going !== mine) return
      going = null
      mine.patch(answer.ok ? { state: 'told', words: answer.value.words } : { state: 'refused', words: answer.problem.what })
    }
  }
}
