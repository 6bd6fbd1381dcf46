import { findPythons } from '../../../src/recorders/python/findPythons'

/** The Pythons of this machine that can be recorded, best first. */
export const pythons = (await findPythons()).filter(({ refused }) => refused === null)
/** Real runs need one. */
export const noPython = pythons.length === 0
if (noPython) console.warn('NOT TESTED: there is no CPython 3.8 or later on this machine, so no real Python run was recorded')
/** Ample for a child on a busy machine: nothing here is a matter of speed. */
export const patience = 60_000
