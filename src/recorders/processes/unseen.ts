import { failure } from '../../core/trace/problem'

/** What is said of a process that is not there any more. */
export const hasEnded = 'It has ended.'

/** Why a process could not be looked at, in words. */
export function unseen(pid: number, error: unknown) {
  const at = `process ${pid}`
  if (process.platform !== 'linux') return failure(at, 'This system does not show the memory and files of a process.', 'Look at it under Linux.')
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT' || code === 'ESRCH') return failure(at, hasEnded, 'Look at a process that still runs.')
  if (code === 'EACCES' || code === 'EPERM')
    return failure(at, 'It belongs to another user, or the system forbids looking at it.', 'Look at a process that the lab has started.')
  throw error
}
