import { analyzeCommand } from './analyze/analyzeCommand'
import type { Command } from './command'
import { convertCommand } from './convert/convertCommand'
import { demoCommand } from './demo/demoCommand'
import { experimentCommand } from './experiment/experimentCommand'
import { exploreCommand } from './explore/exploreCommand'
import { processCommand } from './process/processCommand'
import { pythonsCommand } from './pythons/pythonsCommand'
import { raceCommand } from './race/raceCommand'
import { recordCommand } from './record/recordCommand'
import { runCommand } from './run/runCommand'

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  runCommand,
  recordCommand,
  exploreCommand,
  analyzeCommand,
  convertCommand,
  experimentCommand,
  raceCommand,
  processCommand,
  demoCommand,
  pythonsCommand
]
