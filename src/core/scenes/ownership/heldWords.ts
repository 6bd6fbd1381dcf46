import type { ObjectInfo } from '../../trace/trace'

/** How somebody has an object, to stand before `by`: a readers–writer lock is held for one of two things. */
export function heldWords({ kind }: ObjectInfo, shared: boolean): string {
  if (kind === 'future') return 'worked on'
  if (kind !== 'rwlock') return 'held'
  return shared ? 'held for reading' : 'held for writing'
}
