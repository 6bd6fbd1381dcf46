import type { Program } from '../../program/program'
import { eventCode, isVariable } from '../../trace/event'
import { objectId, threadId } from '../../trace/ids'
import type { Trace } from '../../trace/trace'

/*
 * How a real Python tells of child processes, and how the model does. What a child has of its own is `counter of Process-1` in a recording and `Process-1: counter` in
 * the model. A number or an array that processes share is read and written under its own lock, by which it is followed.
 */

/** The names of a recording as the model writes them. */
export function modelNames({ header, threads }: Trace): (name: string) => string {
  const children = header.engine === 'python' ? [...threads.values()].filter(({ process, parent }) => process !== null && parent >= 0) : []
  return (name) => {
    const child = children.find((thread) => name.endsWith(` of ${thread.name}`))
    return child === undefined ? name : `${child.name}: ${name.slice(0, -` of ${child.name}`.length)}`
  }
}

/**
 * The numbers and arrays that the processes of a real run share and that have a lock, by its name: `lock of v` is taken for each access to `v`. But those of which the
 * model tells that, too.
 */
export function guardedValues({ code, sites }: Program, { header, objects }: Trace): ReadonlySet<string> {
  if (header.engine !== 'python') return new Set()
  const tells = code.some((instruction) => (instruction.do === 'readItem' || instruction.do === 'writeItem') && instruction.guarded === true)
  const known = new Set(tells ? sites.filter(({ kind }) => kind === 'rlock').map(({ name }) => name) : [])
  const locks = [...objects.values()].filter(({ kind, name }) => kind === 'rlock' && name.startsWith(lockOf) && !known.has(name))
  return new Set(locks.map(({ name }) => name.slice(lockOf.length)))
}

const lockOf = 'lock of '

/** Whether a variable of a real run is, or is part of, a number or an array that processes share: each access to it stands under its lock, which tells as much. */
export function isUnderLock({ header, objects }: Trace): (name: string) => boolean {
  if (header.engine !== 'python') return () => false
  const locks = new Set([...objects.values()].filter(({ kind }) => kind === 'rlock').map(({ name }) => name))
  return (name) => locks.has(`${lockOf}${wholeOf(name)}`)
}

/** What a variable is part of, `v` of `v.value` and `v[2]`. */
export const wholeOf = (name: string): string => name.replace(/(?:\.value|\[\d+\])$/, '')

/** The variables of a recording, as the model names them. */
export const variableNames = (trace: Trace, inModel: (name: string) => string): ReadonlySet<string> =>
  new Set([...trace.objects.values()].filter(({ kind }) => isVariable(kind)).map(({ name }) => inModel(name)))

/**
 * Objects that child processes have made once more, with the name of the process: where a process is no copy (`spawn`, `forkserver`) it runs the module again, and has
 * locks and numbers of its own where a copy shares those of its parent.
 */
export function madeAgain(trace: Trace): ReadonlyMap<number, string> {
  const { header, events, objects, threads } = trace
  const again = new Map<number, string>()
  if (header.engine !== 'python') return again
  const made = new Set<string>()
  for (let row = 0; row < events.length; row++) {
    if (events.type[row] !== eventCode.declared) continue
    const [object, by] = [objects.get(objectId(events.object[row] ?? -1)), threads.get(threadId(events.thread[row] ?? -1))]
    if (object === undefined || isVariable(object.kind)) continue
    const what = `${object.kind} ${object.name} ${object.line}`
    if (by !== undefined && by.process !== null && by.parent >= 0 && made.has(what)) again.set(object.id, by.name)
    made.add(what)
  }
  return again
}

/** Whether a recorded process is the worker of a pool, by its name: those that a program starts itself are called `Process-1`. */
export const isPoolProcess = (name: string): boolean => /^(?:Fork|Spawn|ForkServer)Process-\d+$/.test(name)
