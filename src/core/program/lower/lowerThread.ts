import type { Operand, TextPart } from '../instruction'
import { addSite } from './addSite'
import { literalOperand } from './lowerLiteral'
import { lowerText } from './lowerText'
import { type Destination, emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import { isNone } from './signature'
import type { Call, Entry, Expression } from '../read/syntax'

/** `Thread(target=…, args=(…), kwargs={…}, name=…, daemon=…)`, and `Process` alike: arguments are computed in the order in which they are written. */
export function lowerThread(lowering: Lowering, call: Call, { into, hint }: Destination, kind: 'Thread' | 'Process' = 'Thread'): Operand {
  const { problems } = lowering
  let target: Operand | null = null
  let values: Operand[] = []
  let named: ReadonlyMap<string, Operand> = new Map()
  let name: TextPart[] | null = null
  let daemon: Operand | null = null
  const [plain] = call.positional
  if (plain !== undefined) problems.add(plain.span, `\`${kind}\` is given its arguments by name`, `write \`${kind}(target=work, args=(1,))\``)
  for (const { name: keyword, value, span } of call.keywords) {
    if (keyword === 'target') target = lowering.value(value)
    else if (keyword === 'args') values = byPosition(lowering, value)
    else if (keyword === 'kwargs') named = byName(lowering, value)
    else if (keyword === 'name') name = isNone(value) ? null : lowerText(lowering, value)
    else if (keyword === 'daemon') daemon = isNone(value) ? null : lowering.value(value)
    else problems.add(span, `\`${kind}\` has no argument \`${keyword}\` here`, 'use `target=`, `args=`, `kwargs=`, `name=`, `daemon=`')
  }
  if (target === null) {
    if (plain === undefined) problems.add(call.span, `this ${kind.toLowerCase()} has nothing to do`, `write \`${kind}(target=work)\``)
    return noneOperand
  }
  if (named.size > 0) values = argumentsInOrder(lowering, call, target, values, named, 'Thread')
  const to = into ?? register(lowering)
  const at = emit(
    lowering,
    {
      do: 'makeThread',
      to,
      target,
      arguments: values,
      name,
      daemon,
      site: addSite(lowering, 'thread', hint, call.span, kind === 'Process' ? 'process' : undefined)
    },
    false,
    call.span
  )
  if (named.size > 0) lowering.fitted.add(at)
  return inRegister(to)
}

function byPosition(lowering: Lowering, value: Expression): Operand[] {
  if (value.is === 'tuple' || value.is === 'list') return value.items.map((item) => lowering.value(item))
  lowering.problems.add(value.span, '`args=` takes a tuple', 'write `args=(x,)`, with a comma also behind a single one')
  return []
}

function byName(lowering: Lowering, value: Expression): ReadonlyMap<string, Operand> {
  const entries = value.is === 'dictionary' ? value.entries : isDict(value) ? value.keywords : null
  if (entries === null) {
    lowering.problems.add(value.span, '`kwargs=` takes names and values', 'write `kwargs={"n": 1}`')
    return new Map()
  }
  return new Map(entries.map((entry: Entry): [string, Operand] => [entry.name, lowering.value(entry.value)]))
}

const isDict = (value: Expression): value is Call =>
  value.is === 'call' && value.callee.is === 'name' && value.callee.name === 'dict' && value.positional.length === 0

/** Arguments in the order of the target's parameters, which must be known where some are named; `taker` is who passes them on. */
export function argumentsInOrder(
  lowering: Lowering,
  call: Call,
  target: Operand,
  values: readonly Operand[],
  named: ReadonlyMap<string, Operand>,
  taker: 'Thread' | 'submit'
): Operand[] {
  const number = target.from === 'constant' && target.constant.kind === 'function' ? target.constant.payload : -1
  const syntax = lowering.scopes.all[number]?.syntax
  const isThread = taker === 'Thread'
  if (named.size === 0 && (syntax === undefined || syntax === null)) return [...values]
  const refuse = (what: string, tryThis: string): Operand[] => {
    lowering.problems.add(call.span, what, tryThis)
    return [...values]
  }
  if (syntax === undefined || syntax === null)
    return refuse(
      isThread ? '`kwargs=` needs a target named by its own name' : 'named arguments need a function named by its own name',
      isThread ? 'give the arguments by position in `args=(…)`' : 'give the arguments by position'
    )
  const { name, parameters } = syntax
  const strange = [...named.keys()].find((key) => !parameters.some((parameter) => parameter.name === key))
  if (strange !== undefined)
    return refuse(`\`${name}\` has no parameter \`${strange}\``, `it has ${parameters.map((one) => `\`${one.name}\``).join(', ') || 'none'}`)
  const byPlace = parameters.filter((parameter) => !parameter.keywordOnly)
  if (values.length > byPlace.length)
    return refuse(
      `\`${name}\` takes ${byPlace.length} by position and is given ${values.length}`,
      isThread ? 'give the others in `kwargs=`' : `give it (${parameters.map((one) => one.name).join(', ')})`
    )
  const twice = parameters.slice(0, values.length).find((parameter) => named.has(parameter.name))
  if (twice !== undefined) return refuse(`\`${twice.name}\` is given twice`, 'give it once')
  const result = [...values]
  for (const parameter of parameters.slice(values.length)) {
    const value = named.get(parameter.name) ?? (parameter.fallback === null ? null : literalOperand(lowering, parameter.fallback, parameter.span))
    if (value === null)
      return refuse(`\`${name}\` needs \`${parameter.name}\``, isThread ? `add \`"${parameter.name}": …\` to \`kwargs=\`` : `add \`${parameter.name}=…\``)
    result.push(value)
  }
  return result
}
