import { basename } from 'node:path'
import { failure, type Result, success } from '../../core/trace/problem'
import type { Plan, RunCost, RunEnd } from '../recorder'
import { comparedCost } from './cost'
import { plainRun } from './plainRun'

/**
 * The cost of a recorded run beside the time that its program takes without a recorder: it runs three more times, with all that it does. Only a run of a Python program that
 * came to its own end can be compared; the problem says why another cannot.
 */
export async function comparedRun(plan: Plan, end: Pick<RunEnd, 'status' | 'cost'>, resources: string, signal?: AbortSignal): Promise<Result<RunCost>> {
  const { status, cost = null } = end
  const refuse = (what: string): Result<never> => failure(basename(plan.path), what, 'Compare a Python program that comes to its end by itself.')
  if (plan.engine !== 'python' || cost === null) return refuse('Nobody measured what recording this run took.')
  if (status === 'failed') return refuse('The program failed, as one does that asks for input: it gets none.')
  if (status !== 'finished') return refuse(`The run ended in ${status}.`)
  const plain = await plainRun(plan, resources, plan.timeoutMs, signal)
  return plain.ok ? success(comparedCost(cost, plain.value.plainMs)) : plain
}
