import type { Statement } from './statements'
import type { ThreadBody, World } from './world'

/** Tells of labels that are missing or stand twice, of rounds in which nothing is a step, and of what belongs together and does not. */
export function checkFlow(world: World): void {
  for (const thread of world.threads) {
    checkLabels(world, thread)
    checkRounds(world, thread)
  }
  const { problems, threads, objects } = world
  const first = threads[0]
  if (first !== undefined && threads.every(({ lazy }) => lazy)) problems.add(first.span, 'no thread starts', '`thread` instead of `lazythread` for one of them')
  const rwlock = objects.find(({ kind }) => kind === 'rwlock')
  if (rwlock !== undefined && threads.length > mostReaders)
    problems.add(rwlock.span, `a rwlock and ${threads.length} threads`, `at most ${mostReaders} threads beside a rwlock`)
}

/** The readers of a rwlock are bits of a word of the state, main's among them. */
const mostReaders = 30

function checkLabels({ problems }: World, { name, statements }: ThreadBody): void {
  const seen = new Set<string>()
  for (const statement of statements) {
    if (statement.do !== 'label') continue
    if (seen.has(statement.label)) problems.add(statement.line.span, `label \`${statement.label}\` stands twice in thread \`${name}\``, 'another label')
    seen.add(statement.label)
  }
  for (const statement of statements) {
    if ((statement.do === 'goto' || statement.do === 'if') && !seen.has(statement.label))
      problems.add(statement.line.span, `thread \`${name}\` has no label \`${statement.label}\``, `a line \`${statement.label}:\` where it is to go on`)
  }
}

// a round of nothing but jumps would never come to a step
function checkRounds({ problems }: World, { statements }: ThreadBody): void {
  const next = (at: number): number => {
    const statement = statements[at]
    return statement?.do === 'goto' ? statements.findIndex((other) => other.do === 'label' && other.label === statement.label) : at + 1
  }
  const isFree = (statement: Statement | undefined): boolean => statement?.do === 'label' || statement?.do === 'goto'
  for (const [start, statement] of statements.entries()) {
    if (statement.do !== 'goto') continue
    let at = next(start)
    for (let left = statements.length; left > 0 && at !== start && isFree(statements[at]); left--) at = next(at)
    if (at === start) problems.add(statement.line.span, `\`${statement.line.text}\` goes round without a step`, 'a `skip` in the round, or `await`')
  }
}

/** The mutex that each condition is waited for with, by name; a condition has one. */
export function mutexesOf({ threads, problems }: World): ReadonlyMap<string, string> {
  const mutexes = new Map<string, string>()
  for (const statement of threads.flatMap(({ statements }) => statements)) {
    if (statement.do !== 'wait') continue
    const known = mutexes.get(statement.condition)
    if (known !== undefined && known !== statement.mutex)
      problems.add(statement.line.span, `\`${statement.condition}\` is waited for with \`${known}\` and with \`${statement.mutex}\``, 'one mutex for each cond')
    mutexes.set(statement.condition, known ?? statement.mutex)
  }
  return mutexes
}
