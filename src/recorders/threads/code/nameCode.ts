import { makesProcesses } from '../../../core/program/check/checkProcesses'
import type { Name, Program } from '../../../core/program/program'
import type { Detail } from '../../../core/trace/header'
import { kindOfCell } from './kindOfCell'
import { boundWord, nameWord } from '../memory/runMemory'
import { kindCode } from '../memory/sharedValue'

interface Naming {
  readonly program: Program
  readonly detail: Detail
}

/** The trace's number of a shared name's variable: shared names are declared before the run, in the program's order. */
export const variableOf = (program: Pick<Program, 'names'>, name: number): number => program.names.slice(0, name).filter((each) => each.shared).length

/**
 * JavaScript that reads a name. A shared one is read from memory each time; others cannot change once threads run, so each worker has them in a
 * variable of its own (`n3`), as they were when its thread began.
 */
export function readNameCode({ program, detail }: Naming, name: number, line: number): string {
  const known = nameOf(program, name)
  const check = known.initial.kind === 'unbound' && (known.kinds.has('unbound') || !known.shared)
  if (!known.shared) return check ? `(n${name} ?? R.unboundName(n${name}, ${name}, ${line}))` : `n${name}`
  const read = cellCode(program, name, detail, line).read
  return check ? `(H[${wordCode(program, boundWord(name, program.names.length))}] === 1 ? ${read} : R.unboundName(undefined, ${name}, ${line}))` : read
}

/** JavaScript that binds a name. */
export function writeNameCode({ program, detail }: Naming, name: number, value: string, line: number): string {
  const known = nameOf(program, name)
  if (!known.shared) return `n${name} = ${value}; R.publish(${name}, n${name});`
  const bind = known.initial.kind === 'unbound' ? ` H[${wordCode(program, boundWord(name, program.names.length))}] = 1;` : ''
  return `${cellCode(program, name, detail, line).write(value)};${bind}`
}

/** A word of the names: each process has its own, behind its `B`. */
const wordCode = (program: Program, word: number): string => (makesProcesses(program.sites) ? `B + ${word}` : String(word))

function nameOf(program: Program, name: number): Name {
  const known = program.names[name]
  if (known === undefined) throw new Error(`no name ${name}`)
  return known
}

function cellCode(program: Program, name: number, detail: Detail, line: number): { read: string; write: (value: string) => string } {
  const kind = kindOfCell(nameOf(program, name).kinds)
  const word = wordCode(program, nameWord(name))
  const variable = makesProcesses(program.sites) ? `V + ${variableOf(program, name)}` : variableOf(program, name)
  if (kind !== kindCode.int) {
    return {
      read: `R.cells.read(${word}, ${kind}, ${variable}, ${line})`,
      write: (value) => `R.cells.write(${word}, ${kind}, ${variable}, ${value}, ${line})`
    }
  }
  // one atomic load, one atomic store: the engine may neither merge nor move them, so updates are truly lost
  if (detail === 'sync') return { read: `Atomics.load(H, ${word})`, write: (value) => `Atomics.store(H, ${word}, ${value})` }
  return { read: `R.cells.readInt(${word}, ${variable}, ${line})`, write: (value) => `R.cells.writeInt(${word}, ${variable}, ${value}, ${line})` }
}
