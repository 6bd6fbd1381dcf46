import type { TraceIndex } from '../../../core/scenes/traceIndex'

/** Why there is nothing to be seen of processes; '' when there is. */
export function absenceWords(index: TraceIndex | null): string {
  if (index === null) return 'Nothing has run yet. A run under Python, or of a command, shows its processes here.'
  const { header, status } = index.trace
  if (header.engine === 'simulator')
    return 'A stepped run happens in the model, which has no pages and no files. Choose Python and press Run, or record a command, to see real processes.'
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
