import { captureKey } from './closures'
import { coroutine, tellForgotten } from '../tasks/coroutine'
import { isBuiltinException } from '../exceptions'
import type { Operand } from '../instruction'
import { constantOperand, emit, inRegister, type Lowering, register } from './lowering'
import { type Resolved, resolve, type Scope } from '../names/scopes'
import type { Span } from '../source'
import { hintFor, isBuiltin } from '../names/vocabulary'

/** Reads a variable: a local or unshared one is used where it stands, a shared one is read into a register, which is a step. */
export function readVariable(lowering: Lowering, name: string, span: Span, into?: number): Operand {
  for (const names of lowering.frame.inner.toReversed()) {
    const found = names.get(name)
    if (found !== undefined) return inRegister(found)
  }
  if (name === '__name__') return constantOperand('str', lowering.textNumber('__main__'))
  const meaning = meaningHere(lowering, name)
  lowering.frame.used.add(name)
  switch (meaning.means) {
    case 'local':
      return inRegister(lowering.frame.local.get(name) ?? 0)
    case 'function':
      if (coroutine(lowering, name) !== null) return tellForgotten(lowering, name, span)
      return constantOperand('function', meaning.number)
    case 'module':
      return readModuleName(lowering, meaning.name, span, into)
    case 'captured':
      tellCaptured(lowering, name, meaning.owner, span)
      break
    case 'caught':
      tellCaught(lowering, name, span)
      break
    case 'unknown':
      tellUnknown(lowering, name, span)
      break
  }
  return constantOperand('none', 0)
}

/** What a name means where the lowering is; variables that inner functions use may live in the module. */
function meaningHere(lowering: Lowering, name: string): Resolved {
  const { scope } = lowering.frame
  const meaning = resolve(lowering.scopes, scope, name)
  const owner = meaning.means === 'local' ? scope : meaning.means === 'captured' ? meaning.owner : null
  const moved = owner === null ? undefined : lowering.foresight.captures?.get(captureKey(owner, name))
  return moved === undefined ? meaning : { means: 'module', name: moved }
}

/** In a first pass it is only noted which variables inner functions use; in a second those that could not be moved are refused. */
function tellCaptured(lowering: Lowering, name: string, owner: Scope | null, span: Span): void {
  if (lowering.foresight.captures === null && owner !== null) lowering.captured.set(captureKey(owner, name), { owner, name })
  else
    lowering.problems.add(
      span,
      `\`${name}\` belongs to the function around this one`,
      owner === null ? 'pass it as an argument' : `pass it as an argument, or call \`${owner.syntax?.name ?? ''}\` only once`
    )
}

/** Another function than the one it belongs to writes a variable: then it is shared. */
function noteWrite(lowering: Lowering, moduleName: string, name: string): void {
  const { scope } = lowering.frame
  if (scope.parent !== null) lowering.mentioned.add(moduleName)
  if (moduleName !== name && !scope.bound.has(name)) lowering.rebound.add(moduleName)
}

function readModuleName(lowering: Lowering, name: string, span: Span, into: number | undefined): Operand {
  const number = lowering.nameNumbers.get(name)
  if (number === undefined) {
    lowering.problems.add(span, `\`${name}\` is a fraction, and the lab computes with whole numbers`, 'use it in `time.sleep(…)` only')
    return constantOperand('none', 0)
  }
  if (lowering.frame.scope.parent !== null) lowering.mentioned.add(name)
  if (!lowering.foresight.shared.has(name)) return { from: 'name', name: number }
  const to = into ?? register(lowering)
  emit(lowering, { do: 'readName', to, name: number }, true)
  return inRegister(to)
}

function tellCaught(lowering: Lowering, name: string, span: Span): void {
  lowering.problems.add(span, `\`${name}\` means an exception, and only inside its \`except\``, 'use it there, or keep its text: `text = str(e)`')
}

function tellUnknown(lowering: Lowering, name: string, span: Span): void {
  if (isBuiltinException(name)) lowering.problems.add(span, `\`${name}\` stands here without being raised or caught`, `write \`raise ${name}(…)\``)
  else if (isBuiltin(name)) lowering.problems.add(span, `\`${name}\` stands here without being called`, `write \`${name}(…)\``)
  else if (lowering.scopes.imports.has(name))
    lowering.problems.add(span, `\`${name}\` stands here without being called`, 'call it, or take something out of the module')
  else lowering.problems.add(span, `\`${name}\` is not defined`, hintFor(name) ?? 'check the spelling, or give it a value first')
}

/** Stores into a variable; into a shared one it is a step. `isThere` says that the value was computed into the variable's register at once. */
export function writeVariable(lowering: Lowering, name: string, value: Operand, span: Span, isThere = false): void {
  const meaning = meaningHere(lowering, name)
  lowering.frame.used.add(name)
  if (meaning.means === 'local') {
    const to = lowering.frame.local.get(name) ?? 0
    if (!isThere || value.from !== 'register' || value.register !== to) emit(lowering, { do: 'move', to, value })
  } else if (meaning.means === 'module') {
    const number = lowering.nameNumbers.get(meaning.name)
    if (number === undefined) return
    noteWrite(lowering, meaning.name, name)
    emit(lowering, { do: 'writeName', name: number, value }, lowering.foresight.shared.has(meaning.name))
  } else if (meaning.means === 'captured') tellCaptured(lowering, name, meaning.owner, span)
  else if (meaning.means === 'caught') tellCaught(lowering, name, span)
  else lowering.problems.add(span, `\`${name}\` is a function and something else too`, 'give each its own name')
}

/** The register of a local variable that an expression may be computed into directly. */
export function registerOf(lowering: Lowering, name: string): number | undefined {
  return meaningHere(lowering, name).means === 'local' ? lowering.frame.local.get(name) : undefined
}
