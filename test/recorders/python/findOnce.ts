import type { TestProject } from 'vitest/node'
import { findPythons } from '../../../src/recorders/python/findPythons'
import type { FoundPython } from '../../../src/recorders/python/probePython'

declare module 'vitest' {
  interface ProvidedContext {
    /** All Pythons of this machine, as `findPythons` gives them. */
    foundPythons: FoundPython[]
  }
}

/** Asks the machine once for all files of tests: a version manager's shims take a quarter of a second of processor time each. */
export async function setup(project: TestProject): Promise<void> {
  project.provide('foundPythons', await findPythons())
}
