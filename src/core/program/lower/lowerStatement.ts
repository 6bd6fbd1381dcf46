import type { Operand } from '../instruction'
import { lowerAsyncWith } from '../tasks/lowerAsyncWith'
import { lowerAwait } from '../tasks/lowerAwait'
import { emitArithmetic, fedBy } from './lowerExpression'
import { isGather, lowerGathered } from '../tasks/lowerGather'
import { lowerFor } from './lowerLoop'
import { readVariable, registerOf, writeVariable } from './lowerName'
import { isPipe, makePipe } from './lowerPipe'
import { lowerText } from './lowerText'
import { lowerWith, unwind } from './lowerCleanup'
import { lowerRaise } from './lowerRaise'
import { lowerTry } from './lowerTry'
import { readValue, writeValue } from './lowerValue'
import { emit, inRegister, type Lowering, noneOperand, register } from './lowering'
import { resolve } from '../names/scopes'
import type { Span } from '../source'
import type { Call, Expression, Statement } from '../read/syntax'

/** Lowers statements one after the other; each one's instructions point at its own text. */
export function lowerBlock(lowering: Lowering, statements: readonly Statement[]): void {
  const before = lowering.span
  for (const statement of statements) {
    lowering.span = statement.span
    lowerStatement(lowering, statement)
  }
  lowering.span = before
}

function lowerStatement(lowering: Lowering, statement: Statement): void {
  switch (statement.is) {
    case 'assign':
      return lowerAssign(lowering, statement)
    case 'augment':
      return lowerAugment(lowering, statement)
    case 'expression':
      return lowerLone(lowering, statement.value)
    case 'if':
      return lowerIf(lowering, statement)
    case 'while':
      return lowerWhile(lowering, statement)
    case 'for':
      return lowerFor(
        lowering,
        statement,
        (onContinue, onBreak) => inLoop(lowering, onContinue, onBreak, statement.body),
        () => lowering.block(statement.otherwise),
        (target, value) => store(lowering, target, value)
      )
    case 'with':
      return statement.isAsync
        ? lowerAsyncWith(lowering, statement.items, statement.body, (target, value) => store(lowering, target, value))
        : lowerWith(lowering, statement.items, statement.body, (target, value) => store(lowering, target, value))
    case 'try':
      return lowerTry(lowering, statement)
    case 'return':
      return lowerReturn(lowering, statement)
    case 'break':
    case 'continue':
      return lowerLeave(lowering, { is: statement.is, span: statement.span })
    case 'assert':
      return lowerAssert(lowering, statement)
    case 'raise':
      return lowerRaise(lowering, statement)
    case 'function':
      return define(lowering, statement)
    case 'global':
    case 'nonlocal':
      return checkGlobal(lowering, statement)
    case 'import':
    case 'fromImport':
      return checkImport(lowering, statement)
    case 'declare':
    case 'pass':
      return
  }
}

/** The right side first, then the targets from left to right, as Python does. */
function lowerAssign(lowering: Lowering, statement: Statement & { is: 'assign' }): void {
  const { value, targets } = statement
  const [only] = targets
  if (targets.length === 1 && only?.is === 'name' && value.is !== 'tuple') {
    // A top-level fraction is a constant for `sleep`: there is nothing to do when it runs.
    if (lowering.frame.scope.parent === null && lowering.seconds.has(only.name)) return
    // `x = x` is not nothing: it fails while x is unbound.
    writeVariable(lowering, only.name, lowering.value(value, registerOf(lowering, only.name), only.name), only.span, value.is !== 'name')
  } else if (value.is === 'tuple') assignSeveral(lowering, statement, value.items)
  else if (targets.length === 1 && only?.is === 'tuple' && value.is === 'await' && isGather(lowering, value.value)) assignGathered(lowering, only, value.value)
  else if (targets.length === 1 && only?.is === 'tuple' && isPipe(lowering, value)) assignPipe(lowering, only.items, value)
  else {
    const result = lowering.value(
      value,
      undefined,
      only?.is === 'name' ? only.name : only?.is === 'item' && only.object.is === 'name' ? `${only.object.name}[]` : ''
    )
    for (const target of targets) store(lowering, target, result)
  }
}

/** `a, b = await asyncio.gather(work(1), work(2))`. */
function assignGathered(lowering: Lowering, { items, span }: Extract<Expression, { items: readonly Expression[] }>, call: Call): void {
  const results = lowerGathered(lowering, call)
  if (results === null) lowering.problems.add(span, 'how many results these are is known only when it runs', 'write `results = await asyncio.gather(…)`')
  else if (results.length !== items.length) lowering.problems.add(span, `${results.length} results for ${items.length} names`, 'write as many names as results')
  else for (const [at, target] of items.entries()) store(lowering, target, results[at] ?? noneOperand)
}

/** `left, right = Pipe()`. */
function assignPipe(lowering: Lowering, targets: readonly Expression[], call: Call): void {
  const ends = makePipe(lowering, call, targets)
  if (ends !== null) for (const [at, end] of ends.entries()) store(lowering, targets[at] ?? call, end)
}

/** `a, b = b, a`: all values are taken before anything is stored. */
function assignSeveral(lowering: Lowering, statement: Statement & { is: 'assign' }, values: readonly Expression[]): void {
  const [first] = statement.targets
  for (const target of statement.targets) {
    if (target.is !== 'tuple') lowering.value(statement.value)
    else if (target.items.length !== values.length)
      lowering.problems.add(statement.span, `${values.length} values for ${target.items.length} names`, 'write as many names as values')
    else continue
    return
  }
  const taken = values.map((value, at) => {
    const target = first?.is === 'tuple' ? first.items[at] : undefined
    return settled(lowering, lowering.value(value, undefined, target?.is === 'name' ? target.name : ''))
  })
  for (const target of statement.targets)
    if (target.is === 'tuple') for (const [at, part] of target.items.entries()) store(lowering, part, taken[at] ?? noneOperand)
}

/** A value that a store to a variable cannot change any more. */
function settled(lowering: Lowering, value: Operand): Operand {
  if (value.from === 'constant' || (value.from === 'register' && lowering.frame.registers[value.register] === '')) return value
  const to = register(lowering)
  emit(lowering, { do: 'move', to, value })
  return inRegister(to)
}

function store(lowering: Lowering, target: Expression, value: Operand): void {
  if (target.is === 'name') writeVariable(lowering, target.name, value, target.span)
  else if (target.is === 'item') {
    const list = lowering.value(target.object)
    const index = lowering.value(target.index)
    emit(lowering, { do: 'writeItem', list, index, value })
  } else if (target.is === 'attribute') {
    writeValue(lowering, lowering.value(target.object), value, target.span)
  } else if (target.is === 'tuple') {
    lowering.problems.add(target.span, 'one value cannot be spread over several names here', 'write as many values as names, with commas between them')
  }
}

/** `x += e`: reads the left side, computes the right one, then writes. */
function lowerAugment(lowering: Lowering, statement: Statement & { is: 'augment' }): void {
  const { target, operator, value } = statement
  const reads: number[] = []
  if (target.is === 'name') {
    const before = lowering.out.here()
    const left = readVariable(lowering, target.name, target.span)
    if (lowering.out.here() > before) reads.push(before)
    const right = fedBy(lowering, value, reads)
    writeVariable(lowering, target.name, emitArithmetic(lowering, operator, left, right, reads, registerOf(lowering, target.name), true), target.span, true)
  } else if (target.is === 'attribute') {
    const held = lowering.value(target.object)
    const left = register(lowering)
    reads.push(readValue(lowering, held, left, target.span))
    const right = fedBy(lowering, value, reads)
    writeValue(lowering, held, emitArithmetic(lowering, operator, inRegister(left), right, reads, undefined, true), target.span)
  } else if (target.is === 'item') {
    const list = lowering.value(target.object)
    const index = lowering.value(target.index)
    const left = register(lowering)
    reads.push(emit(lowering, { do: 'readItem', to: left, list, index }))
    const right = fedBy(lowering, value, reads)
    emit(lowering, { do: 'writeItem', list, index, value: emitArithmetic(lowering, operator, inRegister(left), right, reads, undefined, true) })
  }
}

/** An expression that stands alone: a call, or text that explains (a docstring). */
function lowerLone(lowering: Lowering, value: Expression): void {
  if (value.is === 'call') lowering.call(value, undefined, '', false)
  else if (value.is === 'await') lowerAwait(lowering, value, undefined, '', false)
  else if (value.is === 'comprehension') lowering.problems.add(value.span, 'this list is made and thrown away', 'write a `for` loop')
  else if (value.is !== 'literal' && value.is !== 'bad')
    lowering.problems.add(value.span, 'this line computes something and throws it away', 'call a function or assign the value to a name')
}

function lowerIf(lowering: Lowering, statement: Statement & { is: 'if' }): void {
  const { out } = lowering
  const end = out.label()
  for (const branch of statement.branches) {
    const [yes, no] = [out.label(), out.label()]
    lowering.span = branch.test.span
    lowering.branch(branch.test, yes, no)
    out.place(yes)
    lowering.block(branch.body)
    emit(lowering, { do: 'jump', target: end })
    out.place(no)
  }
  lowering.block(statement.otherwise)
  out.place(end)
}

function lowerWhile(lowering: Lowering, statement: Statement & { is: 'while' }): void {
  const { out } = lowering
  const [head, body, done, end] = [out.label(), out.label(), out.label(), out.label()]
  out.place(head)
  lowering.branch(statement.test, body, done)
  out.place(body)
  inLoop(lowering, head, end, statement.body)
  emit(lowering, { do: 'jump', target: head })
  out.place(done)
  lowering.block(statement.otherwise)
  out.place(end)
}

function inLoop(lowering: Lowering, onContinue: number, onBreak: number, body: readonly Statement[]): void {
  const { frame } = lowering
  frame.loops.push({ onBreak, onContinue, depth: frame.cleanups.length })
  lowering.block(body)
  frame.loops.pop()
}

function lowerReturn(lowering: Lowering, statement: Statement & { is: 'return' }): void {
  const { frame, problems } = lowering
  if (frame.scope.parent === null) problems.add(statement.span, '`return` stands outside a function', 'leave it out')
  if (frame.inCleanup > 0) problems.add(statement.span, '`return` in a `finally` would swallow the exception', 'return behind the `finally`')
  const value = statement.value === null ? noneOperand : lowering.value(statement.value)
  const result = frame.cleanups.length > 0 ? settled(lowering, value) : value
  unwind(lowering, 0, () => emit(lowering, { do: 'return', value: result }))
}

function lowerLeave(lowering: Lowering, statement: { is: 'break' | 'continue'; span: Span }): void {
  const loop = lowering.frame.loops.at(-1)
  if (loop === undefined) {
    lowering.problems.add(
      statement.span,
      `\`${statement.is}\` stands outside a loop`,
      lowering.frame.inCleanup > 0 ? 'leave the loop behind the `finally`' : 'leave it out'
    )
    return
  }
  unwind(lowering, loop.depth, () => emit(lowering, { do: 'jump', target: statement.is === 'break' ? loop.onBreak : loop.onContinue }))
}

function lowerAssert(lowering: Lowering, statement: Statement & { is: 'assert' }): void {
  const { out } = lowering
  const [good, bad] = [out.label(), out.label()]
  if (statement.test.is === 'tuple')
    lowering.problems.add(statement.test.span, 'a tuple is always true, so this assert never fails', 'write `assert test, message` without parentheses')
  lowering.branch(statement.test, good, bad)
  out.place(bad)
  const message = statement.message === null ? [] : lowerText(lowering, statement.message)
  emit(lowering, { do: 'raise', kind: 'AssertionError', message })
  out.place(good)
}

function define(lowering: Lowering, statement: Statement & { is: 'function' }): void {
  const { scope, used } = lowering.frame
  if (scope.parent === null) lowering.defined.set(scope.functions.get(statement.name) ?? -1, lowering.out.here())
  else if (used.has(statement.name)) lowering.problems.add(statement.nameSpan, `\`${statement.name}\` is used above its \`def\``, 'move the `def` up')
}

function checkGlobal(lowering: Lowering, statement: Statement & { is: 'global' | 'nonlocal' }): void {
  const { scope, used } = lowering.frame
  const word = statement.is
  for (const { name, span } of statement.names) {
    if (scope.syntax?.parameters.some((parameter) => parameter.name === name))
      lowering.problems.add(span, `\`${name}\` is a parameter and ${word} too`, 'rename the parameter')
    else if (used.has(name))
      lowering.problems.add(span, `\`${word} ${name}\` stands behind the first use of \`${name}\``, 'write it at the top of the function')
    else if (word === 'nonlocal' && resolve(lowering.scopes, scope, name).means !== 'captured')
      lowering.problems.add(span, `no function around this one has a variable \`${name}\``, 'write `global` for a name of the module')
  }
}

function checkImport(lowering: Lowering, statement: Statement & { is: 'import' | 'fromImport' }): void {
  const { scope } = lowering.frame
  const at = scope.parent === null ? scope.body.indexOf(statement) : -1
  const before = scope.body.slice(0, Math.max(at, 0))
  const isHead =
    at >= 0 && before.every((other) => other.is === 'import' || other.is === 'fromImport' || (other.is === 'expression' && other.value.is === 'literal'))
  if (!isHead) lowering.problems.add(statement.span, 'this import does not stand at the top of the file', 'move it to the top')
}
