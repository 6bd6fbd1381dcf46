import type { Instead, Instruction, Operand, TaskWait } from '../../../core/program/instruction'
import type { Detail } from '../../../core/trace/header'
import { never } from '../../../core/trace/never'
import { arityFault } from './arity'
import { arithmeticCode, compareCode } from './arithmeticCode'
import { isInt, kindsOf, operandCode, textCode, type Writing } from './operandCode'
import { readNameCode, writeNameCode } from './nameCode'

/** What an instruction is written for. */
export interface Target extends Writing {
  readonly detail: Detail
  /** The block that begins at an instruction. */
  readonly blockAt: (instruction: number) => number
}

/** JavaScript statements for one instruction, inside a `switch` over blocks: a jump sets `at` and goes round the loop. This is one story told once. */
export function instructionCode(target: Target, instruction: Instruction): string {
  const { line } = instruction.span
  const code = (operand: Operand): string => operandCode(target, operand, line)
  const optional = (operand: Operand | null): string => (operand === null ? 'undefined' : code(operand))
  const all = (operands: readonly Operand[]): string => `[${operands.map(code).join(', ')}]`
  const to = (register: number | null, value: string): string => (register === null ? `${value};` : `r${register} = ${value};`)
  const jump = (instructionNumber: number): string => `at = ${target.blockAt(instructionNumber)}; continue;`

  switch (instruction.do) {
    case 'move':
      return to(instruction.to, code(instruction.value))
    case 'arithmetic':
      return to(instruction.to, arithmeticCode(target, instruction))
    case 'compare':
      return to(instruction.to, compareCode(target, instruction.operator, instruction.left, instruction.right, line))
    case 'negate':
      return to(instruction.to, `R.negate(${code(instruction.value)}, ${line})`)
    case 'not':
      return to(instruction.to, `!${truthCode(target, instruction.value, line)}`)
    case 'builtin':
      // every turn of a loop over a list asks for its length
      if (instruction.name === 'len' && instruction.arguments.length === 1)
        return to(instruction.to, `R.length(${instruction.arguments.map(code).join('')}, ${line})`)
      return to(instruction.to, `R.builtins.${instruction.name}(${all(instruction.arguments)}, ${line})`)
    case 'jump':
      return jump(instruction.target)
    case 'branch':
      return `at = ${truthCode(target, instruction.value, line)} ? ${target.blockAt(instruction.ifTrue)} : ${target.blockAt(instruction.ifFalse)}; continue;`
    case 'readName':
      return to(instruction.to, readNameCode(target, instruction.name, line))
    case 'writeName':
      return writeNameCode(target, instruction.name, code(instruction.value), line)
    case 'makeList':
      return to(instruction.to, `R.lists.make(${all(instruction.items)}, ${instruction.site}, ${line})`)
    case 'repeatList':
      return to(instruction.to, `R.lists.repeat(${code(instruction.item)}, ${code(instruction.length)}, ${instruction.site}, ${line})`)
    case 'appendItem':
      return `R.lists.append(${code(instruction.list)}, ${code(instruction.value)}, ${line});`
    case 'readItem':
      return to(instruction.to, `R.lists.read(${code(instruction.list)}, ${code(instruction.index)}, ${line})`)
    case 'writeItem':
      return `R.lists.write(${code(instruction.list)}, ${code(instruction.index)}, ${code(instruction.value)}, ${line});`
    case 'makeRecord':
      return to(
        instruction.to,
        `R.lists.makeRecord([${instruction.fields.map((field) => (field === null ? 'null' : code(field))).join(', ')}], ${instruction.site}, ${line})`
      )
    case 'readField':
      return to(instruction.to, `R.lists.readField(${code(instruction.record)}, ${instruction.field}, ${line})`)
    case 'writeField':
      return `R.lists.writeField(${code(instruction.record)}, ${instruction.field}, ${code(instruction.value)}, ${line});`
    case 'closeQueue':
      return `R.pools.close(${code(instruction.queue)}, ${line});`
    case 'claimWorker':
      return to(instruction.to, `R.pools.claimWorker(${code(instruction.queue)}, ${code(instruction.most)}, ${line})`)
    case 'claimWork':
      return to(instruction.to, `R.pools.claimWork(${code(instruction.future)}, '${instruction.purpose}', ${instruction.travels === true}, ${line})`)
    case 'takeDone': {
      const given = `${code(instruction.futures)}, ${code(instruction.taken)}, ${optional(instruction.timeout)}, ${instruction.to !== null}`
      return to(instruction.to, `R.completions.take(${given}, ${line})`)
    }
    case 'workBegan':
      return `R.pools.began(${code(instruction.future)}, ${JSON.stringify(instruction.name)}, ${line});`
    case 'workEnded':
      return `R.pools.ended(${code(instruction.future)}, ${line});`
    case 'exceptionLine':
      return to(instruction.to, `R.exceptionLine(${code(instruction.exception)})`)
    case 'raiseKept':
      return `R.raise(${code(instruction.kind)}, ${code(instruction.message)}, ${code(instruction.line)});`
    case 'makeLock':
      return to(instruction.to, `R.locks.make('${instruction.kind}', ${optional(instruction.permits)}, ${instruction.site}, ${line})`)
    case 'makeThread': {
      const name = instruction.name === null ? 'null' : textCode(target, instruction.name, line)
      return to(instruction.to, `R.threads.make(${code(instruction.target)}, ${all(instruction.arguments)}, ${name}, ${optional(instruction.daemon)}, ${line})`)
    }
    case 'start':
      return `R.threads.start(${code(instruction.thread)}, ${instruction.isTask === true}, ${line});`
    case 'join':
      return `R.threads.join(${code(instruction.thread)}, ${optional(instruction.timeout)}, ${line});`
    case 'acquire':
      return to(instruction.to, `R.locks.acquire(${code(instruction.object)}, ${line})`)
    case 'tryAcquire':
      if (instruction.timeout !== null) return to(instruction.to, `R.locks.acquireWithin(${code(instruction.object)}, ${code(instruction.timeout)}, ${line})`)
      return to(instruction.to, `R.locks.tryAcquire(${code(instruction.object)}, ${line})`)
    case 'release':
      return `R.locks.release(${code(instruction.object)}, ${optional(instruction.permits)}, ${line});`
    case 'locked':
      return to(instruction.to, `R.locks.isLocked(${code(instruction.object)}, ${line})`)
    case 'threadName':
      return to(instruction.to, `R.threads.name(${instruction.thread === null ? 'null' : code(instruction.thread)}, ${line})`)
    case 'call':
      return to(instruction.to, callCode(target, instruction.target, instruction.arguments, line))
    case 'return':
      return `R.line(${line}); return ${code(instruction.value)};`
    case 'print':
      return `R.print(${textCode(target, instruction.parts, line)}, '${instruction.stream}', ${line});`
    case 'resumed':
      return `R.tasks.resumed(${line});`
    case 'suspended':
      return `R.tasks.suspends(${taskWaitCode(instruction.on, code, line)}, ${line});`
    case 'sleep': {
      const seconds = typeof instruction.seconds === 'number' ? String(instruction.seconds) : code(instruction.seconds)
      return instruction.task === undefined ? `R.threads.sleep(${seconds}, ${line});` : `R.taskSleep(${seconds}, ${code(instruction.task)}, ${line});`
    }
    case 'text':
      return to(instruction.to, textCode(target, instruction.parts, line))
    case 'raise':
      return `R.raise('${instruction.kind}', ${textCode(target, instruction.message, line)}, ${line});`
    case 'catch':
      return `r${instruction.to} = raised;`
    case 'matches':
      return to(instruction.to, `R.matches(${code(instruction.exception)}, ${JSON.stringify(instruction.kinds)})`)
    case 'exceptionName':
      return to(instruction.to, `R.exceptionName(${code(instruction.exception)})`)
    case 'reraise':
      return `R.reraise(${code(instruction.exception)}, ${line});`
    case 'end':
      return `R.line(${line}); return null;`
    case 'isAlive':
      return to(instruction.to, `R.threads.${instruction.ask === undefined ? 'isAlive' : 'exitCode'}(${code(instruction.thread)}, ${line})`)
    case 'makeCondition':
      return to(instruction.to, `R.conditions.make(${optional(instruction.lock)}, ${instruction.site}, ${line})`)
    case 'makeEvent':
      return to(instruction.to, `R.events.make(${instruction.site}, ${line})`)
    case 'makeBarrier':
      return to(instruction.to, `R.barriers.make(${code(instruction.parties)}, ${optional(instruction.action)}, ${instruction.site}, ${line})`)
    case 'makeQueue':
      return to(instruction.to, `R.queues.make(${optional(instruction.capacity)}, ${instruction.site}, ${line})`)
    case 'beginWait': {
      const answer = instruction.to === null ? '' : ` r${instruction.to} = R.waits.answer();`
      const before = instruction.instead === undefined ? '' : insteadCode(instruction.instead, code, line)
      return `${before}if (R.waits.begin(${code(instruction.object)}, ${optional(instruction.timeout)}, ${line})) {${answer} ${jump(instruction.passed)} }`
    }
    case 'endWait':
      return to(instruction.to, `R.waits.end(${code(instruction.object)}, ${line})`)
    case 'notify':
      return `R.conditions.notify(${code(instruction.condition)}, ${instruction.count === null ? 'null' : code(instruction.count)}, ${line});`
    case 'setEvent':
      return `R.events.set(${code(instruction.event)}, ${line});`
    case 'clearEvent':
      return `R.events.clear(${code(instruction.event)}, ${line});`
    case 'isSet':
      return to(instruction.to, `R.events.isSet(${code(instruction.event)}, ${line})`)
    case 'barrierAction':
      return to(instruction.to, `R.barriers.action(${code(instruction.barrier)})`)
    case 'tripBarrier':
      return `R.barriers.trip(${code(instruction.barrier)}, ${line});`
    case 'abortBarrier':
      return `R.barriers.abort(${code(instruction.barrier)}, ${line});`
    case 'resetBarrier':
      return `R.barriers.reset(${code(instruction.barrier)}, ${line});`
    case 'barrierState':
      return to(instruction.to, `R.barriers.state(${code(instruction.barrier)}, '${instruction.ask}', ${line})`)
    case 'put': {
      const patience = `${instruction.blocking}, ${optional(instruction.timeout)}`
      return `R.queues.put(${code(instruction.queue)}, ${code(instruction.value)}, ${patience}, ${line});`
    }
    case 'get':
      return to(instruction.to, `R.queues.get(${code(instruction.queue)}, ${instruction.blocking}, ${optional(instruction.timeout)}, ${line})`)
    case 'taskDone':
      return `R.queues.taskDone(${code(instruction.queue)}, ${line});`
    case 'joinQueue':
      return `R.queues.join(${code(instruction.queue)}, ${line});`
    case 'queueState':
      return to(instruction.to, `R.queues.state(${code(instruction.queue)}, '${instruction.ask}', ${line})`)
    case 'choose':
      return to(instruction.to, `R.choose(${code(instruction.low)}, ${code(instruction.high)}, ${line})`)
    case 'awaitEnd':
    case 'skip':
    case 'evaluate':
    case 'await':
    case 'check':
    case 'update':
    case 'makeRwlock':
    case 'acquireFor':
    case 'releaseFor':
    case 'arrive':
    case 'leave':
      throw new Error(`the threads do not know ${instruction.do}`)
    default:
      return never(instruction)
  }
}

/** The words for what a task gives its loop back for. */
function taskWaitCode(on: TaskWait | null, code: (operand: Operand) => string, line: number): string {
  switch (on?.for) {
    case 'sleep':
      return typeof on.seconds === 'number' ? `'sleep(${on.seconds})'` : `\`sleep(\${${code(on.seconds)}})\``
    case 'task':
      return `\`task \${R.threads.name(${code(on.thread)}, ${line})}\``
    case 'object':
      return `R.tasks.awaits(${code(on.object)}, '${on.want}')`
    case 'words':
      return on.count === undefined ? JSON.stringify(on.words) : `\`${on.words} \${${code(on.count)}}\``
    case undefined:
      return `''`
  }
}

const insteadCode = ({ object, want, task }: Instead, code: (operand: Operand) => string, line: number): string =>
  `R.insteads.awaits(${code(object)}, '${want}', ${code(task)}, ${line}); `

/** Python's truth: that of JavaScript, but for lists, which are false when empty. */
function truthCode(target: Target, operand: Operand, line: number): string {
  const code = operandCode(target, operand, line)
  if (isInt(target, operand)) return `(${code} !== 0)`
  return kindsOf(target, operand).has('list') ? `R.truth(${code})` : `(!!${code})`
}

function callCode(target: Target, callee: Operand, given: readonly Operand[], line: number): string {
  const codes = given.map((operand) => operandCode(target, operand, line)).join(', ')
  if (callee.from !== 'constant' || callee.constant.kind !== 'function')
    return `R.callee(functions, ${operandCode(target, callee, line)}, ${given.length}, ${line})(${codes})`
  const known = target.program.functions[callee.constant.payload]
  const fault = known === undefined ? null : arityFault(known, given.length)
  return fault === null ? `f${callee.constant.payload}(${codes})` : `R.raise('TypeError', ${JSON.stringify(fault)}, ${line})`
}
