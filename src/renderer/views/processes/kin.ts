import type { ProcessLife } from '../../../core/analysis/processes'
import type { TraceIndex } from '../../../core/scenes/traceIndex'
import type { ProcessId } from '../../../core/trace/ids'

/** A process's parent, children and siblings among those of a run: those with whom `fork` may have given it common pages and files. Parent first. */
export function kinOf(lives: readonly ProcessLife[], process: ProcessId): ProcessId[] {
  const own = lives.find((life) => life.process === process)
  const parents = lives.filter((life) => life.process === own?.parent)
  const children = lives.filter((life) => life.parent === process)
  const siblings = parents.length === 0 ? [] : lives.filter((life) => life.parent === own?.parent && life.process !== process)
  return [...parents, ...children, ...siblings].map((life) => life.process)
}

/** Why there is nothing to be seen of processes; '' when there is. */
export function absenceWords(index: TraceIndex | null): string {
  if (index === null) return 'Nothing has run yet. A run under Python, or of a command, shows its processes here.'
  const { header, status } = index.trace
  if (header.engine === 'simulator') return 'A stepped run is one process of the model. Choose Python and press Run, or record a command, to see real ones.'
  if (header.engine === 'threads') return 'The lab’s real threads all live in one process, the lab’s own. Python and commands have processes of theirs.'
  const { lives, hasLooks } = index.analysis.processes()
  if (lives.length === 0) return 'This recording does not tell of its processes.'
  if (hasLooks) return ''
  const os = header.host?.os ?? ''
  if (!/linux/i.test(os)) {
    return `${os === '' ? 'The system of this recording' : os} does not show the memory and files of a process. Who started whom is in the lanes; everything else is to be seen under Linux.`
  }
  if (status === null) return 'The first look at its processes is on its way: a program without children is looked at when it has lasted 0.3 s.'
  return 'Its processes were not looked at: it was over within 0.3 s and had no children, or was recorded by an older version of the lab.'
}
