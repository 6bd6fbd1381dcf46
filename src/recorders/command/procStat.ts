/** What the lab reads of /proc/PID/stat (proc_pid_stat(5)). */
export interface ProcStat {
  readonly name: string
  /** `R`, `S`, `D`, `T`, `t`, `Z`, `X`, `I`. */
  readonly letter: string
  readonly parent: number
  readonly session: number
  /** Clock ticks from the machine's start to the thread's: with its number it names a thread for ever. */
  readonly born: number
  /** Clock ticks that it had a processor for, in its own code and in the system's. */
  readonly ticks: number
  /** Processor that it runs on or ran on last. */
  readonly cpu: number
  /** Exit status as `wait` gives it; 0 where it may not be read. */
  readonly exit: number
}

/** Reads a line of /proc/PID/stat. The name may hold blanks and brackets: fields are counted behind the last bracket. */
export function procStat(line: string): ProcStat {
  const open = line.indexOf('(')
  const close = line.lastIndexOf(')')
  const fields = line.slice(close + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3] ?? 0)
  return {
    name: line.slice(open + 1, close),
    letter: fields[0] ?? '?',
    parent: field(4),
    session: field(6),
    ticks: field(14) + field(15),
    born: field(22),
    cpu: field(39),
    exit: field(52)
  }
}

/** A status as `wait` gives it, as a trace tells it: the exit code, or minus the signal's number. */
export const exitCode = (status: number): number => ((status & 0x7f) === 0 ? (status >> 8) & 0xff : -(status & 0x7f))
