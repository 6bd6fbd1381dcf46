import type { Run } from '../../core/simulator/run'
import type { ThreadId } from '../../core/trace/ids'

/**
 * Who is in a deadlock now: those that can never move again and wait for each other, for somebody who has ended, or for nobody at all. Who waits for a thread
 * that still runs, though that one will run for ever, only starves: such a run has no deadlock.
 */
export function deadlockedThreads(run: Run): readonly ThreadId[] {
  const choices = run.choices()
  const gone = new Set(choices.filter(({ status }) => status === 'ended' || status === 'failed').map(({ thread }) => thread))
  const holders = new Map(choices.map(({ thread, waitsFor }) => [thread, waitsFor?.holders ?? []]))
  let left = run.stuck().stuck
  for (let before = -1; before !== left.length; ) {
    before = left.length
    const still = new Set(left)
    left = left.filter((thread) => {
      const waitedFor = holders.get(thread) ?? []
      return waitedFor.length === 0 || waitedFor.some((holder) => still.has(holder) || gone.has(holder))
    })
  }
  return left
}
