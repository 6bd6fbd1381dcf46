import type { Command, Option } from './command'

const start = 'npm run -s lab --'

/** All commands, one line each. */
export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`)
  return [`${start} COMMAND …`, '', ...rows, '', `${start} COMMAND --help says more; --version says which lab this is.`, ''].join('\n')
}

/** One command with all its options. */
export function usage({ name, operands, options, rest, summary, notes }: Command): string {
  const heads = options.map(head)
  const width = Math.max(0, ...heads.map((text) => text.length))
  const rows = options.map((option, index) => `  ${(heads[index] ?? '').padEnd(width)}  ${option.words}`)
  const line = [start, name, ...operands, ...(options.length > 0 ? ['[options]'] : []), ...(rest === null ? [] : [`[-- ${rest}]`])].join(' ')
  return [line, '', summary, '', ...rows, ...(notes.length > 0 ? ['', ...notes] : []), ''].join('\n')
}

const head = ({ name, value, many }: Option): string => `--${name}${value === null ? '' : ` ${value}`}${many ? ' …' : ''}`
