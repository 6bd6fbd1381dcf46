import { basename } from 'node:path'

const special: Readonly<Record<string, string>> = {
  '[heap]': 'heap',
  '[stack]': 'stack of the main thread',
  '[vdso]': 'code of the kernel for fast system calls (vdso)',
  '[vsyscall]': 'old code of the kernel for system calls (vsyscall)'
}

/**
 * What a region is, in plain words.
 * @param mode as `r-xp`
 * @param name what the system calls it: a path, a name in brackets, or empty
 * @param program path of the program that the process runs
 */
export function regionWords(mode: string, name: string, program: string): string {
  if (name === '') return mode.endsWith('s') ? 'shared memory' : 'anonymous memory'
  const known = special[name]
  if (known !== undefined) return known
  if (name.startsWith('[vvar')) return 'data of the kernel for fast system calls (vvar)'
  if (name.startsWith('[anon')) return 'anonymous memory'
  if (name === program) return mode[2] === 'x' ? 'program text' : mode[1] === 'w' ? 'program data' : 'program constants'
  if (/\.so(\.|$)/.test(name.replace(/ \(deleted\)$/, ''))) return `shared library ${basename(name)}`
  return name.startsWith('/') ? `mapped file ${basename(name)}` : name
}
