import { resolve } from 'node:path'

/** The file names among the arguments of a start: no switches, no app folder, and only what looks like a file of ours. */
export const givenPaths = (words: readonly string[], folder: string): string[] =>
  words.filter((word) => !word.startsWith('-') && /\.(arrows|py|prog)$/i.test(word)).map((word) => resolve(folder, word))
