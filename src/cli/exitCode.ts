/** What the exit codes say. A run that a signal stopped ends with 128 + the signal's number, as shells have it. */
export const exitCode = { finished: 0, failed: 1, wrongUse: 2, deadlock: 3, timeout: 4 } as const
