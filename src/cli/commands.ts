import { analyzeCommand } from './analyze/analyzeCommand'
import type { Command } from './command'
import { convertCommand } from './convert/convertCommand'
import { demoCommand } from './demo/demoCommand'
import { exploreCommand } from './explore/exploreCommand'
import { pythonsCommand } from './pythons/pythonsCommand'
import { runCommand } from './run/runCommand'

/** Every command, in the order of help. */
export const commands: readonly Command[] = [runCommand, exploreCommand, analyzeCommand, convertCommand, demoCommand, pythonsCommand]
