import { comparedRun } from '../../recorders/python/comparedRun'
import type { Plan, RunCost, RunEnd } from '../../recorders/recorder'
import type { Terminal } from '../terminal'

/** The cost of a run beside the time of plain ones, or with the reason why they cannot be compared; null when nobody measured it. */
export async function comparedCost(end: Pick<RunEnd, 'status' | 'cost'>, plan: Plan, { resources, stop }: Terminal): Promise<RunCost | null> {
  const { cost = null } = end
  if (cost === null) return null
  const compared = await comparedRun(plan, end, resources, stop)
  if (compared.ok) return compared.value
  const { what } = compared.problem
  return { ...cost, words: `${cost.words}; not compared: ${what.charAt(0).toLowerCase()}${what.slice(1).replace(/\.$/, '')}` }
}
