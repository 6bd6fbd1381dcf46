/** What an interpreter says that does not come to the program's first line: of all of it one line is kept. */
export interface LastWords {
  hear(line: string): void
  /** The line that says most, null when nothing was said. */
  readonly words: string | null
  /** Characters heard so far. */
  readonly length: number
}

/** As much of a line as a person reads in one sentence. */
const longest = 300
/** How an interpreter that cannot go on begins; what follows this line (its state, its frames, an empty line) says less. */
const fatal = /^Fatal Python error: /

/** Starts listening. The last line counts, as in a traceback, unless the interpreter itself has said why it ends. */
export function lastWords(): LastWords {
  let words: string | null = null
  let length = 0
  return {
    hear(line) {
      length += line.length
      if (line.trim() !== '' && !(words !== null && fatal.test(words))) words = line.slice(0, longest)
    },
    get words() {
      return words
    },
    get length() {
      return length
    }
  }
}
