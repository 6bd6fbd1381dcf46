import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** A process of this machine. */
export interface ListedProcess {
  readonly pid: number
  readonly parent: number
  /** It has ended, and its parent has not taken note of that yet. */
  readonly isZombie: boolean
  /** Its command line, words parted by spaces. */
  readonly words: string
}

/** All processes of this machine, as the system lists them: in /proc under Linux, where a small system has no `ps`, else by `ps`. */
export const processTable = (): ListedProcess[] => (process.platform === 'linux' ? fromProc() : fromPs())

function fromProc(): ListedProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
        // the name of the program stands in brackets, and may hold brackets and spaces
        const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim()
        return [{ pid: Number(pid), parent: Number(parent), isZombie: state === 'Z', words }]
      } catch {
        return [] // it has ended meanwhile
      }
    })
}

function fromPs(): ListedProcess[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
  return [...table.matchAll(/^\s*(\d+)\s+(\d+)\s+(\S+)\s*(.*)$/gm)].map(([, pid, parent, state = '', words = '']) => ({
    pid: Number(pid),
    parent: Number(parent),
    isZombie: state.startsWith('Z'),
    words
  }))
}
