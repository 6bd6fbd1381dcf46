/** The names of signals by number, as Linux has them on the processors of today (signal(7)). */
const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM'
}

/** How a process ended: `ended with exit code 0`, `ended by SIGKILL`. `code` as the trace has it: minus a signal's number; NaN where nobody saw. */
export function exitWords(code: number): string {
  if (Number.isNaN(code)) return 'ended; how was not seen'
  return code < 0 ? `ended by ${signals[-code] ?? `signal ${-code}`}` : `ended with exit code ${code}`
}
