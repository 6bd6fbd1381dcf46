import type { FunctionCode, Program } from '../../../core/program/program'
import type { Detail } from '../../../core/trace/header'
import { type Block, blocksOf } from './blocks'
import { instructionCode, type Target } from './instructionCode'
import { constantCode } from './operandCode'

/**
 * A program as the body of a JavaScript function of `R`, the runtime of its worker. It returns `{ functions, loadNames }`: one JavaScript function for each of
 * the program's, and one that fetches the names that are not shared, to be called when a thread begins.
 *
 *   function f1(r0, r1) {            arguments are the first registers
 *     let r2, at = 0, raised
 *     for (;;) try {                 only where the function has handlers
 *       for (;;) switch (at) {       one case a basic block; they fall through in the order of the code
 *         case 0: … at = 2; continue
 *       }
 *     } catch (error) { … at = the block's handler }
 *   }
 */
export function generateCode(program: Program, detail: Detail): string {
  const names = program.names.map((name, index) => ({ name, index })).filter(({ name }) => !name.shared)
  return [
    "'use strict'",
    'const H = R.heap',
    // where the process that runs has its names, and the number of its first variable: it is 0 for both where there is one process
    'let B = 0, V = 0',
    ...names.map(({ name, index }) => `let n${index} = ${constantCode(program, name.initial)}`),
    `function loadNames() { B = R.memory.names; V = R.memory.variables;${names.map(({ index }) => ` n${index} = R.name(${index});`).join('')} }`,
    ...program.functions.map((code, index) => functionCode(program, code, index, detail)),
    `const functions = [${program.functions.map((_, index) => `f${index}`).join(', ')}]`,
    'return { functions, loadNames }'
  ].join('\n')
}

function functionCode(program: Program, code: FunctionCode, index: number, detail: Detail): string {
  const blocks = blocksOf(program, code)
  const numbers = new Map(blocks.map((block, number) => [block.from, number]))
  const target: Target = { program, of: code, detail, blockAt: (instruction) => blockNumber(numbers, instruction) }
  const given = Array.from({ length: code.parameters }, (_, register) => {
    const fallback = code.defaults[register]
    return fallback ? `r${register} = ${constantCode(program, fallback)}` : `r${register}`
  })
  const registers = code.registers.slice(code.parameters).map((_, register) => `r${register + code.parameters}`)
  const isGuarded = blocks.some(({ handler }) => handler >= 0)
  const body = `for (;;) switch (at) {\n${blocks.map((block, number) => blockCode(target, block, number, isGuarded)).join('\n')}\n}`
  return [
    `function f${index}(${given.join(', ')}) {`,
    `let ${[...registers, 'at = 0', 'raised', 'exact', 'small'].join(', ')};`,
    isGuarded ? guarded(body, blocks) : body,
    '}'
  ].join('\n')
}

function blockNumber(numbers: ReadonlyMap<number, number>, instruction: number): number {
  const number = numbers.get(instruction)
  if (number === undefined) throw new Error(`a jump into the middle of a block, at instruction ${instruction}`)
  return number
}

function blockCode(target: Target, block: Block, number: number, isGuarded: boolean): string {
  const lines = target.program.code.slice(block.from, block.to).map((instruction) => instructionCode(target, instruction))
  // a block that is fallen into must be known where an exception may come from it
  return [isGuarded ? `case ${number}: at = ${number};` : `case ${number}:`, ...lines].join('\n')
}

function guarded(body: string, blocks: readonly Block[]): string {
  const handlers = `[${blocks.map(({ handler }) => handler).join(', ')}]`
  return `const handlers = ${handlers};\nfor (;;) try {\n${body}\n} catch (error) {\nif (!(error instanceof R.Raised) || error.isLimit || handlers[at] < 0) throw error;\nraised = error; at = handlers[at];\n}`
}
