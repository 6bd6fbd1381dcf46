import type { Formula } from './formula'
import type { Instruction, Operand, TextPart, TaskWait } from './instruction'
import type { Program } from './program'
import { formulaWords } from './formulaWords'
import { never } from '../trace/never'

/** The code as a person reads it, one instruction a line; steps are marked with `*`. For tests, reports and the curious. */
export function listing(program: Program): string {
  const lines: string[] = []
  for (const code of program.functions) {
    const shown = code.registers.map((register, number) => register.name || `%${number}`).slice(0, code.parameters)
    lines.push(`${code.name}(${shown.join(', ')}):`)
    for (let at = code.entry; at < code.end; at++) {
      const instruction = program.code[at]
      if (instruction !== undefined)
        lines.push(`${String(at).padStart(4)} ${instruction.step ? '*' : ' '} ${instructionWords(program, instruction, code.registers)}`)
    }
  }
  for (const handler of program.handlers) lines.push(`an exception in ${handler.from}..${handler.to - 1} goes on at ${handler.target}`)
  return lines.join('\n')
}

type Registers = readonly { readonly name: string }[]

function instructionWords(program: Program, instruction: Instruction, registers: Registers): string {
  const register = (number: number): string => registers[number]?.name || `%${number}`
  const show = (operand: Operand): string => operandWords(program, operand, register)
  const all = (operands: readonly Operand[]): string => operands.map(show).join(', ')
  const to = (number: number | null): string => (number === null ? '' : `${register(number)} = `)
  const text = (parts: readonly TextPart[]): string =>
    parts.map((part) => ('text' in part ? JSON.stringify(part.text) : `${show(part.value)}${part.repr ? '!r' : ''}`)).join(' ')
  const formula = (one: Formula): string => formulaWords(program, one, register)
  const within = (timeout: Operand | null): string => (timeout === null ? '' : ` within ${show(timeout)} s`)
  switch (instruction.do) {
    case 'move':
      return `${to(instruction.to)}${show(instruction.value)}`
    case 'arithmetic':
    case 'compare':
      return `${to(instruction.to)}${show(instruction.left)} ${instruction.operator} ${show(instruction.right)}`
    case 'negate':
    case 'not':
      return `${to(instruction.to)}${instruction.do} ${show(instruction.value)}`
    case 'builtin':
      return `${to(instruction.to)}${instruction.name}(${all(instruction.arguments)})`
    case 'jump':
      return `go to ${instruction.target}`
    case 'branch':
      return `if ${show(instruction.value)} go to ${instruction.ifTrue} else ${instruction.ifFalse}`
    case 'readName':
      return `${to(instruction.to)}read ${program.names[instruction.name]?.name}`
    case 'writeName':
      return `write ${program.names[instruction.name]?.name} = ${show(instruction.value)}`
    case 'makeList':
      return `${to(instruction.to)}list [${all(instruction.items)}]`
    case 'repeatList':
      return `${to(instruction.to)}list [${show(instruction.item)}] * ${show(instruction.length)}`
    case 'appendItem':
      return `append ${show(instruction.value)} to ${show(instruction.list)}`
    case 'readItem':
      return `${to(instruction.to)}read ${show(instruction.list)}[${show(instruction.index)}]`
    case 'writeItem':
      return `write ${show(instruction.list)}[${show(instruction.index)}] = ${show(instruction.value)}`
    case 'makeRecord':
      return `${to(instruction.to)}make record {${instruction.fields.map((field) => (field === null ? '-' : show(field))).join(', ')}}${siteName(program, instruction.site)}`
    case 'readField':
      return `${to(instruction.to)}read ${show(instruction.record)}.${instruction.field}`
    case 'writeField':
      return `write ${show(instruction.record)}.${instruction.field} = ${show(instruction.value)}`
    case 'claimWorker':
      return `${to(instruction.to)}claim a worker of ${show(instruction.queue)}, at most ${show(instruction.most)}`
    case 'takeDone':
      return `${to(instruction.to)}take one done of ${show(instruction.futures)} but ${show(instruction.taken)}${within(instruction.timeout)}`
    case 'claimWork':
      return `${to(instruction.to)}claim ${show(instruction.future)} to ${instruction.purpose} it`
    case 'workBegan':
    case 'workEnded':
      return `${instruction.do} ${show(instruction.future)} ${instruction.name}`
    case 'raiseKept':
      return `raise ${show(instruction.kind)} ${show(instruction.message)} of line ${show(instruction.line)}`
    case 'exceptionLine':
      return `${to(instruction.to)}line of ${show(instruction.exception)}`
    case 'makeLock':
      return `${to(instruction.to)}make ${instruction.kind}${instruction.permits === null ? '' : ` of ${show(instruction.permits)}`}${siteName(program, instruction.site)}`
    case 'makeThread': {
      const daemon = instruction.daemon === null ? '' : ` daemon ${show(instruction.daemon)}`
      return `${to(instruction.to)}make thread ${show(instruction.target)}(${all(instruction.arguments)})${instruction.name === null ? '' : ` named ${text(instruction.name)}`}${daemon}`
    }
    case 'start':
      return `start ${show(instruction.thread)}`
    case 'join':
      return `join ${show(instruction.thread)}${within(instruction.timeout)}`
    case 'isAlive':
      return `${to(instruction.to)}${instruction.ask ?? 'isAlive'} ${show(instruction.thread)}`
    case 'acquire':
    case 'locked':
    case 'endWait':
      return `${to(instruction.to)}${instruction.do} ${show(instruction.object)}`
    case 'tryAcquire':
      return `${to(instruction.to)}tryAcquire ${show(instruction.object)}${within(instruction.timeout)}`
    case 'makeCondition':
      return `${to(instruction.to)}make condition${instruction.lock === null ? '' : ` over ${show(instruction.lock)}`}${siteName(program, instruction.site)}`
    case 'makeEvent':
      return `${to(instruction.to)}make event${siteName(program, instruction.site)}`
    case 'makeBarrier':
      return `${to(instruction.to)}make barrier of ${show(instruction.parties)}${siteName(program, instruction.site)}`
    case 'makeQueue':
      return `${to(instruction.to)}make queue${instruction.capacity === null ? '' : ` of ${show(instruction.capacity)}`}${siteName(program, instruction.site)}`
    case 'beginWait':
      return `${to(instruction.to)}beginWait ${show(instruction.object)}${within(instruction.timeout)}, past it go to ${instruction.passed}`
    case 'notify':
      return `notify ${instruction.count === null ? 'all' : show(instruction.count)} of ${show(instruction.condition)}`
    case 'setEvent':
    case 'clearEvent':
      return `${instruction.do} ${show(instruction.event)}`
    case 'isSet':
      return `${to(instruction.to)}isSet ${show(instruction.event)}`
    case 'barrierAction':
      return `${to(instruction.to)}barrierAction ${show(instruction.barrier)}`
    case 'tripBarrier':
    case 'abortBarrier':
    case 'resetBarrier':
      return `${instruction.do} ${show(instruction.barrier)}`
    case 'barrierState':
      return `${to(instruction.to)}${instruction.ask} ${show(instruction.barrier)}`
    case 'put':
      return `put ${show(instruction.value)} into ${show(instruction.queue)}${instruction.blocking ? '' : ' now'}${within(instruction.timeout)}`
    case 'get':
      return `${to(instruction.to)}get from ${show(instruction.queue)}${instruction.blocking ? '' : ' now'}${within(instruction.timeout)}`
    case 'taskDone':
    case 'joinQueue':
    case 'closeQueue':
      return `${instruction.do} ${show(instruction.queue)}`
    case 'queueState':
      return `${to(instruction.to)}${instruction.ask} ${show(instruction.queue)}`
    case 'choose':
      return `${to(instruction.to)}choose ${show(instruction.low)}..${show(instruction.high)}`
    case 'release':
      return `release ${show(instruction.object)}${instruction.permits === null ? '' : ` ${show(instruction.permits)}`}`
    case 'threadName':
      return `${to(instruction.to)}name of ${instruction.thread === null ? 'this thread' : show(instruction.thread)}`
    case 'call':
      return `${to(instruction.to)}call ${show(instruction.target)}(${all(instruction.arguments)})`
    case 'return':
      return `return ${show(instruction.value)}`
    case 'print':
      return `print ${text(instruction.parts)}${instruction.stream === 'stderr' ? ' to stderr' : ''}`
    case 'text':
      return `${to(instruction.to)}text ${text(instruction.parts)}`
    case 'resumed':
      return 'resumed'
    case 'suspended':
      return `suspended ${taskWait(instruction.on, show)}`.trimEnd()
    case 'sleep':
      return `sleep ${typeof instruction.seconds === 'number' ? instruction.seconds : show(instruction.seconds)}`
    case 'raise':
      return `raise ${instruction.kind} ${text(instruction.message)}`.trimEnd()
    case 'catch':
      return `${to(instruction.to)}catch`
    case 'matches':
      return `${to(instruction.to)}${show(instruction.exception)} is ${instruction.kinds.join(' or ')}`
    case 'exceptionName':
      return `${to(instruction.to)}name of ${show(instruction.exception)}`
    case 'reraise':
      return `reraise ${show(instruction.exception)}`
    case 'awaitEnd':
      return `await the end of ${show(instruction.thread)}`
    case 'evaluate':
      return `${to(instruction.to)}${formula(instruction.value)}`
    case 'await':
    case 'check':
      return `${instruction.do} ${formula(instruction.condition)}`
    case 'update': {
      const index = instruction.index === null ? '' : `[${formula(instruction.index)}]`
      return `${to(instruction.to)}update ${program.names[instruction.name]?.name}${index} = ${formula(instruction.value)}`
    }
    case 'makeRwlock':
      return `${to(instruction.to)}make rwlock${siteName(program, instruction.site)}`
    case 'acquireFor':
    case 'releaseFor':
      return `${instruction.do} ${instruction.use} ${show(instruction.rwlock)}`
    case 'arrive':
      return `arrive at ${show(instruction.barrier)}, past it go to ${instruction.passed}`
    case 'leave':
      return `leave ${show(instruction.barrier)}`
    case 'skip':
    case 'end':
      return instruction.do
    default:
      return never(instruction)
  }
}

function taskWait(on: TaskWait | null, show: (operand: Operand) => string): string {
  switch (on?.for) {
    case 'sleep':
      return `for ${typeof on.seconds === 'number' ? on.seconds : show(on.seconds)} s`
    case 'task':
      return `for the end of ${show(on.thread)}`
    case 'object':
      return `to ${on.want} at ${show(on.object)}`
    case 'words':
      return `for ${on.words}${on.count === undefined ? '' : ` ${show(on.count)}`}`
    case undefined:
      return ''
  }
}

const siteName = (program: Program, site: number): string => (program.sites[site]?.name ? ` called ${program.sites[site].name}` : '')

function operandWords(program: Program, operand: Operand, register: (number: number) => string): string {
  if (operand.from === 'register') return register(operand.register)
  if (operand.from === 'name') return program.names[operand.name]?.name ?? '?'
  const { kind, payload } = operand.constant
  if (kind === 'int') return String(payload)
  if (kind === 'bool') return payload === 1 ? 'True' : 'False'
  if (kind === 'str') return JSON.stringify(program.strings[payload] ?? '')
  if (kind === 'function') return program.functions[payload]?.name ?? '?'
  return 'None'
}
