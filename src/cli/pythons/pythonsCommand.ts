import { findPythons } from '../../recorders/python/findPythons'
import { type Command, json } from '../command'
import { answer } from '../complaint'
import { exitCode } from '../exitCode'

/** `pythons`: the interpreters of this machine. */
export const pythonsCommand: Command = {
  name: 'pythons',
  summary: 'list the Python interpreters found here; the first usable one is the default',
  operands: [],
  options: [json],
  rest: null,
  notes: [],
  async run(words, terminal) {
    const found = await findPythons()
    if (words.has('json')) terminal.out(`${JSON.stringify({ interpreters: found })}\n`)
    else if (found.length === 0) terminal.out('No Python interpreter was found. The simulator and the threads engine need none.\n')
    else
      terminal.out(
        found
          .map(({ path, version, implementation, refused }) => `${implementation} ${version}  ${path}${refused === null ? '' : `  (not usable: ${refused})`}\n`)
          .join('')
      )
    return answer(exitCode.finished)
  }
}
