import { inject } from 'vitest'

/** All Pythons of this machine, also those that cannot be recorded. */
export const found = inject('foundPythons')
/** Those that can, best first. */
export const pythons = found.filter(({ refused }) => refused === null)
/** Real runs need one. */
export const noPython = pythons.length === 0
if (noPython) console.warn('NOT TESTED: there is no CPython 3.8 or later on this machine, so no real Python run was recorded')
