import { spawnSync } from 'node:child_process'

/** Is there a python3 here? Tests that need one are skipped loudly without it. */
export const hasPython = spawnSync('python3', ['-c', 'import threading']).status === 0
if (!hasPython) console.warn('no python3 found: the tests of the python engine are SKIPPED')
