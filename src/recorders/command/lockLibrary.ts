import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileBytes } from '../python/layout'
import { readElf } from './elf'

/** The library that makes a native program record its own locks, in a private folder with the records. */
export interface LockLibrary {
  readonly folder: string
  /** What the command's environment needs; the shell before it goes without. */
  readonly environment: NodeJS.ProcessEnv
  tidy(): void
}

/** Where the library stands among the app's resources. */
const libraryOf = (resources: string): string => join(resources, 'native', 'locks-x64.so')

/** Why a program cannot record its own locks, for people; null when it can. */
export function whyNoLocks(executable: string, resources: string): string | null {
  if (process.arch !== 'x64') return `the library for it is made for x86-64 only, and this is ${process.arch}`
  if (!existsSync(libraryOf(resources))) return 'the library for it is missing among the resources'
  if ((statSync(executable).mode & 0o6000) !== 0) return 'it is a setuid program: the system loads nothing in front of it'
  const elf = readElf(executable)
  // a script: its interpreter is what counts
  if (elf === null) return readFileSync(executable).subarray(0, 2).toString('latin1') === '#!' ? null : 'it is no 64-bit program of this kind of processor'
  if (elf.interpreter === null) return 'it is linked statically: nothing can be loaded in front of it'
  return elf.interpreter.includes('musl') ? 'it uses musl, and the library is made for glibc' : null
}

/** Copies the library to where its path has no blanks or colons, which the loader takes for separators. */
export function lockLibrary(resources: string, maxEvents: number): LockLibrary {
  const folder = mkdtempSync(join(tmpdir(), `concurrency-lab-run-${process.pid}-`))
  const tidy = (): void => rmSync(folder, { recursive: true, force: true })
  const library = join(folder, 'locks.so')
  try {
    copyFileSync(libraryOf(resources), library)
  } catch (error) {
    tidy()
    throw error
  }
  const before = process.env['LD_PRELOAD']
  return {
    folder,
    environment: { LAB_LOCKS: folder, LAB_LOCKS_BYTES: String(fileBytes(maxEvents)), LAB_PRELOAD: before ? `${library}:${before}` : library },
    tidy
  }
}
