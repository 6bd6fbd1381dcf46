import { parseArgs } from 'node:util'
import type { Command, Option, Words } from './command'
import { type Answer, answer, refuse } from './complaint'
import { nearest } from './nearest'

/** Sorts the words behind a command's name by what the command takes; says what does not fit and what was probably meant. */
export function readWords(command: Command, words: readonly string[]): Answer<Words> {
  const options = Object.fromEntries(command.options.map(({ name, value }) => [name, { type: value === null ? 'boolean' : 'string', multiple: true } as const]))
  // not strict: the words of our own complaints say more than the parser's
  const { tokens } = parseArgs({ args: [...words], options, strict: false, allowPositionals: true, tokens: true })
  const given = new Map<string, string[]>()
  const operands: string[] = []
  const rest: string[] = []
  let isRest = false
  const needed = command.operands.filter((operand) => !operand.startsWith('[')).length
  for (const token of tokens) {
    if (token.kind === 'option-terminator') isRest = true
    // behind `--` stands what the program is given, or an operand that is still missing: a file whose name begins with a dash
    else if (token.kind === 'positional') (isRest && operands.length >= needed ? rest : operands).push(token.value)
    else {
      const option = command.options.find(({ name }) => name === token.name)
      if (option === undefined) return unknownOption(command, token.rawName)
      const wrong = wrongValue(option, token.value, given.has(option.name))
      if (wrong !== null) return refuse('', wrong, help(command))
      given.set(option.name, [...(given.get(option.name) ?? []), token.value ?? ''])
    }
  }
  const wrong = wrongOperands(command, operands, rest)
  if (wrong !== null) return refuse('', wrong, help(command))
  const values = (name: string): readonly string[] => given.get(name) ?? []
  return answer({ operands, rest, values, value: (name) => values(name)[0] ?? null, has: (name) => given.has(name) })
}

const help = (command: Command): string => `npm run -s lab -- ${command.name} --help`

function unknownOption(command: Command, name: string): Answer<never> {
  const meant = nearest(
    name,
    command.options.map((option) => `--${option.name}`)
  )
  return refuse('', `${command.name} has no option ${name}`, meant ?? help(command))
}

function wrongValue(option: Option, value: string | undefined, isSecond: boolean): string | null {
  if (isSecond && !option.many) return `--${option.name} is given twice`
  if (option.value === null) return value === undefined ? null : `--${option.name} takes no value`
  // `--out --json` forgot the file's name; a value that really begins with dashes can be written --out=--json
  return value === undefined || /^--[a-z]/.test(value) ? `--${option.name} needs a value: --${option.name} ${option.value}` : null
}

function wrongOperands(command: Command, operands: readonly string[], rest: readonly string[]): string | null {
  const missing = command.operands[operands.length]
  if (missing !== undefined && !missing.startsWith('[')) return `${missing} is missing`
  const extra = operands[command.operands.length]
  if (extra !== undefined) return `${command.name} has no use for '${extra}'`
  return rest.length > 0 && command.rest === null ? `${command.name} has no use for '${rest[0]}'` : null
}
