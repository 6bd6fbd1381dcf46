import { toolVersion } from '../recorders/toolVersion'
import type { Command } from './command'
import { commands } from './commands'
import { type Answer, type Complaint, complaintLine, refuse } from './complaint'
import { exitCode } from './exitCode'
import { overview, usage } from './help'
import { nearest } from './nearest'
import { readWords } from './readWords'
import type { Terminal } from './terminal'

/** Does what the words ask for and gives the exit code. All that goes wrong outside our code is said on stderr, and as JSON where that was asked for. */
export async function commandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const done = await dispatch(words, terminal)
  if (done.ok) return done.value
  complain(done.complaints, words, terminal)
  return exitCode.wrongUse
}

async function dispatch([name, ...words]: readonly string[], terminal: Terminal): Promise<Answer<number>> {
  if (name === '--version' || name === '-v') return say(terminal, `${toolVersion}\n`)
  if (name === '--help' || name === '-h' || name === 'help') return help(words, terminal)
  if (name === undefined) return refuse('', 'which command?', names())
  const command = find(name)
  if (command === undefined) return unknown(name)
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words
  if (own.includes('--help') || own.includes('-h')) return say(terminal, usage(command))
  const sorted = readWords(command, words)
  return sorted.ok ? command.run(sorted.value, terminal) : sorted
}

const find = (name: string): Command | undefined => commands.find((command) => command.name === name)
const names = (): string => commands.map(({ name }) => name).join(', ')

function help([topic]: readonly string[], terminal: Terminal): Answer<number> {
  if (topic === undefined) return say(terminal, overview(commands))
  const command = find(topic)
  return command === undefined ? unknown(topic) : say(terminal, usage(command))
}

function unknown(name: string): Answer<never> {
  const kind = name.startsWith('-') ? 'option' : 'command'
  const meant = nearest(
    name,
    commands.map((command) => command.name)
  )
  return refuse('', `there is no ${kind} '${name}'`, meant ?? names())
}

function say(terminal: Terminal, text: string): Answer<number> {
  terminal.out(text)
  return { ok: true, value: exitCode.finished }
}

function complain(complaints: readonly Complaint[], words: readonly string[], terminal: Terminal): void {
  for (const complaint of complaints) terminal.err(complaintLine(complaint))
  if (words.includes('--json')) terminal.out(`${JSON.stringify({ status: 'error', problems: complaints })}\n`)
}
