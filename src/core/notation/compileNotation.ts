import type { Compiled } from '../program/compile'
import { emitter as newEmitter } from '../program/lower/emitter'
import type { FunctionCode, Program, Claim } from '../program/program'
import { inOrder, problems as newProblems } from '../program/problems'
import { checkFlow, mutexesOf } from './checkFlow'
import { type Declarations, readDeclarations } from './declarations'
import { emitMain } from './emitMain'
import { emitThread } from './emitThread'
import { readStatement } from './statements'
import { type Piece, textLines } from './textLine'
import { formulaOf, namesOf, objectName, type World, worldOf } from './world'

/** Longer texts are refused, as longer programs of Python are. */
const mostLines = 5_000
/** More threads are no model. */
const mostThreads = 100

/** Compiles a text of the notation (`docs/notation.md`): a program, or everything that is wrong with the text, in its order. Never throws on any text. */
export function compileNotation(source: string, { file }: { readonly file: string }): Compiled {
  const problems = newProblems()
  const lines = textLines(source)
  const declarations = readDeclarations(lines, problems)
  const statements = declarations.threads.map((thread) => thread.lines.map((line) => readStatement(line, problems)).filter((statement) => statement !== null))
  const world = worldOf(declarations, statements, problems)
  if (lines.length > mostLines)
    problems.add({ line: 0, column: 0, endLine: 0, endColumn: 0 }, 'this text is too long for the lab', `at most ${mostLines} lines`)
  if (world.threads.length > mostThreads) problems.add(world.threads[mostThreads]?.span ?? nowhere, 'too many threads', `at most ${mostThreads}`)
  if (world.threads.length === 0) problems.add(nowhere, 'there is no thread', '`thread T0`, and below it a line for each of its steps')
  checkFlow(world)
  if (problems.found.length > 0) return { ok: false, problems: inOrder(problems.found) }
  const program = emit(world, declarations, file, source)
  return problems.found.length > 0 ? { ok: false, problems: inOrder(problems.found) } : { ok: true, program }
}

const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 }

function emit(world: World, declarations: Declarations, file: string, source: string): Program {
  const emitter = newEmitter()
  const mutexes = mutexesOf(world)
  for (const { statements } of world.threads) {
    for (const statement of statements) if (statement.do === 'wait') objectName(world, 'mutex', statement.mutex, statement.line.span)
  }
  const numberOf = (mutex: string): number => world.variables.length + world.objects.findIndex(({ name }) => name === mutex)
  const main = emitMain(world, emitter, (condition) => (mutexes.has(condition) ? numberOf(mutexes.get(condition) ?? '') : null))
  const functions: FunctionCode[] = [main.code, ...world.threads.map((thread) => emitThread(world, thread, emitter))]
  return {
    file,
    source,
    parameters: [],
    names: namesOf(world),
    functions,
    ...emitter.finish(),
    strings: [],
    sites: main.sites,
    startIsStep: false,
    endIsStep: false,
    registersKept: true,
    claims: {
      outcome: declarations.outcome.map((piece) => claimOf(world, piece)),
      expect: declarations.expect === null ? null : claimOf(world, declarations.expect)
    }
  }
}

function claimOf(world: World, piece: Piece): Claim {
  return { text: piece.text, formula: formulaOf(world, null, piece) ?? { is: 'constant', value: 0 }, span: piece.span }
}
