import type { Region } from '../../trace/snapshot'

/** What a region of memory is for. */
export type MemoryKind = 'code' | 'data' | 'heap' | 'stack' | 'anonymous' | 'shared' | 'library' | 'file' | 'kernel'

/** The letter and the word of each kind: a block of a map is told by its letter and pattern, not by a colour. */
export const memoryKinds: Readonly<Record<MemoryKind, { readonly letter: string; readonly word: string }>> = {
  code: { letter: 'C', word: 'program code' },
  data: { letter: 'D', word: 'program data' },
  heap: { letter: 'H', word: 'heap' },
  stack: { letter: 'S', word: 'stack' },
  anonymous: { letter: 'A', word: 'anonymous memory' },
  shared: { letter: 'M', word: 'shared memory' },
  library: { letter: 'L', word: 'library' },
  file: { letter: 'F', word: 'mapped file' },
  kernel: { letter: 'K', word: 'kernel' }
}

/** The kind of a region, from the words that the recorder has for it. */
export function memoryKind({ what, mode, name }: Region): MemoryKind {
  if (what.startsWith('program')) return what === 'program text' ? 'code' : 'data'
  if (what === 'heap') return 'heap'
  if (what.startsWith('stack')) return 'stack'
  if (what.startsWith('shared library')) return 'library'
  // System V segments and memfd have names like files
  if (what === 'shared memory' || (mode.endsWith('s') && /^\/(SYSV|dev\/(shm|zero)|memfd:)/.test(name))) return 'shared'
  if (what.startsWith('mapped file')) return 'file'
  return what.startsWith('anonymous') ? 'anonymous' : 'kernel'
}
