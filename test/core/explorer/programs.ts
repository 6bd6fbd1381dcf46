import { type Arbitrary, array, boolean, constant, constantFrom, integer, oneof, record, tuple } from 'fast-check'

/** A piece of a thread: its lines; `L` in a label stands for a number of the piece's own. */
type Piece = readonly string[]

const variables = ['x', 'y']
const value = integer({ min: 0, max: 2 })
const variable = constantFrom(...variables)
const register = constantFrom('a', 'b')
const lines = (...texts: readonly string[]): Piece => texts

const accesses: Arbitrary<Piece> = oneof(
  tuple(register, variable).map(([r, v]) => lines(`load ${r} ${v}`)),
  tuple(variable, value).map(([v, n]) => lines(`store ${v} ${n}`)),
  tuple(register, variable).map(([r, v]) => lines(`load ${r} ${v}`, `store ${v} (${r} + 1) % 3`)),
  tuple(register, variable).map(([r, v]) => lines(`rmw ${v} (${v} + 1) % 3 -> ${r}`)),
  tuple(register, variable, value).map(([r, v, n]) => lines(`load ${r} ${v}`, `store arr[${r} % 2] ${n}`)),
  tuple(register, integer({ min: 0, max: 1 })).map(([r, n]) => lines(`load ${r} arr[${n}]`)),
  tuple(register, value).map(([r, n]) => lines(`set ${r} ${n}`))
)

const decisions: Arbitrary<Piece> = oneof(
  tuple(variable, value).map(([v, n]) => lines(`await ${v} == ${n % 2}`)),
  tuple(variable, constantFrom('==', '!='), value).map(([v, is, n]) => lines(`assert ${v} ${is} ${n}`)),
  tuple(variable, variable, value).map(([v, w, n]) => lines(`if ${v} == ${n} or ${w} > ${v} goto L`, `store ${w} ${n}`, 'L:', 'skip'))
)

const locks: Arbitrary<Piece> = oneof(
  tuple(constantFrom('m', 'k'), accesses).map(([m, inside]) => lines(`lock ${m}`, ...inside, `unlock ${m}`)),
  tuple(constantFrom(['m', 'k'], ['k', 'm']), accesses).map(([[one, two], inside]) =>
    lines(`lock ${one}`, `lock ${two}`, ...inside, `unlock ${two}`, `unlock ${one}`)
  ),
  tuple(register, accesses).map(([r, inside]) => lines(`trylock ${r} k`, `if ${r} == 0 goto L`, ...inside, 'unlock k', 'L:', 'skip')),
  accesses.map((inside) => lines('rdlock w', ...inside, 'rdunlock w')),
  accesses.map((inside) => lines('wrlock w', ...inside, 'wrunlock w'))
)

const meetings: Arbitrary<Piece> = oneof(
  constantFrom(lines('P s'), lines('V s'), lines('signal c'), lines('broadcast c'), lines('barrier b'), lines('lock m', 'wait c m', 'unlock m')),
  value.map((n) => lines(`put q ${n}`)),
  register.map((r) => lines(`get ${r} q`))
)

interface Thread {
  readonly pieces: readonly Piece[]
  /** Goes round for as long as the variable has the value; null: runs through once. */
  readonly again: readonly [variable: string, value: number] | null
}

const threadOf = (loops: boolean): Arbitrary<Thread> =>
  record({
    pieces: array(oneof({ weight: 3, arbitrary: accesses }, decisions, { weight: 2, arbitrary: locks }, { weight: 2, arbitrary: meetings }), {
      minLength: 1,
      maxLength: 3
    }),
    again: loops ? oneof({ weight: 3, arbitrary: constant(null) }, tuple(variable, integer({ min: 0, max: 1 }))) : constant(null)
  })

/**
 * Small models of the notation: two to four threads with variables, an array, locks, permits, conditions, a queue, a barrier and a rwlock; some are spawned and joined,
 * and with `loops` some go round, so that there are cycles of states. Most of them can do wrong in one way or another.
 */
export const smallModel = (loops: boolean): Arbitrary<string> =>
  record({
    threads: array(threadOf(loops), { minLength: 2, maxLength: 4 }),
    spawns: boolean(),
    joins: boolean(),
    first: value,
    permits: integer({ min: 0, max: 1 })
  }).map(modelText)

interface Model {
  readonly threads: readonly Thread[]
  readonly spawns: boolean
  readonly joins: boolean
  readonly first: number
  readonly permits: number
}

function modelText({ threads, spawns, joins, first, permits }: Model): string {
  const head = [`shared x = ${first}`, 'shared y', 'shared arr[2] = 0 1', 'mutex m k', `sem s = ${permits}`, 'cond c', 'rwlock w', 'queue q 1', 'barrier b 2']
  const others = threads.slice(1).map((_, at) => `T${at + 1}`)
  const bodies = threads.flatMap((thread, at) => {
    const starts = spawns && at === 0 ? others.map((name) => `spawn ${name}`) : []
    const ends = spawns && joins && at === 0 ? [`join ${others.at(-1)}`, 'load a x'] : []
    return [`${spawns && at > 0 ? 'lazythread' : 'thread'} T${at}`, ...starts, ...threadLines(thread), ...ends]
  })
  // every register that may be asked for is given a value somewhere, though perhaps in vain
  const outcome = threads.flatMap((_, at) => [`T${at}.a`, `T${at}.b`])
  return [...head, `outcome x y arr[0] arr[1] ${outcome.join(' ')}`, ...bodies].join('\n')
}

function threadLines({ pieces, again }: Thread): string[] {
  const body = pieces.flatMap((piece, number) => piece.map((line) => line.replace(/\bL\b/, `L${number}`)))
  const round = again === null ? body : ['again:', ...body, `if ${again[0]} == ${again[1]} goto again`]
  return ['set a 0', 'set b 0', ...round].map((line) => `  ${line}`)
}
