import { readFileSync } from 'node:fs'

const everyMs = 250

/**
 * Calls once when the npm that started this process, or the shell between the two, is gone. npm hands a SIGTERM to its shell, and the shell ends without a word
 * to us; killed for good, npm hands on nothing at all. Whoever starts the command line without npm is not watched: it may well live longer than its parent.
 */
export function whenAbandoned(call: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const ancestors = (): string => `${process.ppid} ${parentOf(process.ppid)}`
  const began = ancestors()
  const watch = setInterval(() => {
    if (ancestors() === began) return
    clearInterval(watch)
    call()
  }, everyMs)
  // watching is no reason to stay
  watch.unref()
}

/** The parent of a process where the system has a /proc (Linux); elsewhere the shell alone is watched. */
function parentOf(pid: number): string {
  try {
    // the name in parentheses may hold anything, so what counts is behind the last one: state, parent
    return readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1] ?? ''
  } catch {
    return ''
  }
}
