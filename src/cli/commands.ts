import type { Command } from './command'

/** Every command, in the order of help. */
export const commands: readonly Command[] = []
