import type { Assembly } from '../assembly'
import { conditionOf, siteOf } from '../state/identity'
import { listBase, objectBase } from '../state/layout'
import { lockWord } from '../state/objectWords'
import { word } from '../state/words'

/** Whether `multiprocessing` made an object; a condition's own lock is of who made the condition. */
export function isOfProcesses(assembly: Assembly, state: Int32Array, object: number): boolean {
  const identity = word(state, objectBase(assembly.layout, object) + lockWord.identity)
  return identity < 0 ? isOfProcesses(assembly, state, conditionOf(identity)) : isSharedSite(assembly, identity)
}

/** Whether a list is an array that processes share. */
export const isArray = (assembly: Assembly, state: Int32Array, list: number): boolean => isSharedSite(assembly, word(state, listBase(assembly.layout, list)))

const isSharedSite = ({ program }: Assembly, identity: number): boolean => program.sites[siteOf(program, identity)]?.role === 'shared'
