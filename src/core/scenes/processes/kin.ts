import type { ProcessLife } from '../../analysis/processes'
import type { ProcessId } from '../../trace/ids'

/** A process's parent, children and siblings among those of a run: those with whom `fork` may have given it common pages and files. Parent first. */
export function kinOf(lives: readonly ProcessLife[], process: ProcessId): ProcessId[] {
  const own = lives.find((life) => life.process === process)
  const parents = lives.filter((life) => life.process === own?.parent)
  const children = lives.filter((life) => life.parent === process)
  const siblings = parents.length === 0 ? [] : lives.filter((life) => life.parent === own?.parent && life.process !== process)
  return [...parents, ...children, ...siblings].map((life) => life.process)
}
