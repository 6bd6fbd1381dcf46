import { countWords } from '../../core/scenes/orders/extentWords'
import { notReachedWords } from '../../core/scenes/orders/goalWords'
import { lassoWords } from '../../core/scenes/orders/lassoWords'
import type { Deadlock, Extent, Failure, Lasso, Outcome, Report } from '../../core/explorer/report'

/** What a search found, for people. `file` is the program as the person named it. Ends with a newline. */
export function exploreWords(report: Report, file: string, goal: string | null): string {
  const { outcomes, deadlocks, failures, races, livelocks } = report
  const lines = [
    extentWords(report),
    ...(goal === null ? [] : [goalWords(report, goal)]),
    ...(report.unanswered.length === 0 ? [] : [`not known: ${report.unanswered.join(', ')}`]),
    '',
    ...(outcomes.length === 0 ? [report.extent.complete ? 'no run comes to an end' : 'no run that came to an end was found'] : outcomeLines(outcomes)),
    ...deadlocks.flatMap((deadlock) => ['', ...deadlockLines(deadlock, file)]),
    ...failures.flatMap((failure) => ['', ...failureLines(failure, file)]),
    ...races.map(
      ({ variable, lines: pairs, threads }) =>
        `\ndata race on ${variable}, lines ${pairs.map((pair) => pair.join(' and ')).join(', ')}: ${threads.join(' and ')}`
    ),
    ...livelocks.flatMap((lasso) => ['', ...lassoLines(lasso)]),
    ...(report.unreachableLines.length === 0 ? [] : [`\nnever executed: line ${report.unreachableLines.join(', ')}`]),
    ...(countWords(report) === '' ? [] : [`\n${countWords(report)}`]),
    ...(nothingBad(report) ? [`\n${report.extent.complete ? 'no deadlock and no failure in any order' : 'nothing bad found so far'}`] : [])
  ]
  return `${lines.join('\n')}\n`
}

const nothingBad = ({ deadlocks, failures, livelocks }: Report): boolean => deadlocks.length + failures.length + livelocks.length === 0

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
const count = (number: number, thing: string): string => `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`

const limits: Readonly<Record<Extract<Extent, { complete: false }>['because'], string>> = {
  states: 'more states than the limit',
  memory: 'more memory than the limit',
  time: 'the time is over',
  cancelled: 'stopped',
  going: 'the search goes on',
  size: 'too large'
}

function extentWords({ extent, states, transitions, elapsedMs }: Report): string {
  const figures = `${count(states, 'state')}, ${count(transitions, 'step')}, ${(elapsedMs / 1000).toFixed(elapsedMs < 100 ? 3 : 1)} s`
  if (extent.complete) return `complete: ${extent.reduced ? 'every order that differs' : 'every order'}: ${figures}`
  const within = extent.preemptions === null ? '' : `; every order with at most ${count(extent.preemptions, 'preemption')} was searched`
  const sampled = extent.sampled === 0 ? '' : `, and ${count(extent.sampled, 'random order')}`
  return `not complete (${limits[extent.because]}): ${figures}${within}${sampled}`
}

function goalWords(report: Report, text: string): string {
  const { goal } = report
  if (goal !== null) return `${text}: after ${count(goal.steps, 'step')}, schedule ${goal.schedule === '' ? '(none)' : goal.schedule}`
  const { answer, raised } = notReachedWords(report)
  return [`${text}: ${answer}`, raised].filter((part) => part !== '').join(' ')
}

function outcomeLines(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.slice(0, mostOutcomes).map(({ output, variables, failed, schedules, probability, fewestPreemptions, preemptions }) => [
    [output.join(' | ') || '(prints nothing)', ...failed].join('; '),
    Object.entries(variables)
      .map(([name, value]) => `${name} = ${value}`)
      .join(', '),
    schedules === null ? '' : grouped(schedules),
    probability === null ? '' : `${(probability * 100).toFixed(1)} %`,
    String(preemptions),
    shortened(fewestPreemptions)
  ])
  const more = outcomes.length - rows.length
  return [
    ...table([['outcome', 'variables', 'schedules', 'chance', 'preemptions', 'schedule'], ...rows]),
    ...(more > 0 ? [`… and ${more.toLocaleString('en')} more (all with --json)`] : [])
  ]
}

// what fits on a screen
const mostOutcomes = 30

// columns as wide as they need be; a column that is empty but for its head is left out
function table(rows: readonly (readonly string[])[]): string[] {
  const [head = []] = rows
  const used = head.map((_, column) => column).filter((column) => rows.slice(1).some((row) => row[column] !== ''))
  const widths = used.map((column) => Math.min(60, Math.max(...rows.map((row) => (row[column] ?? '').length))))
  return rows.map((row) =>
    used
      .map((column, at) => (row[column] ?? '').padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  )
}

const shortened = (schedule: string): string => (schedule.length <= 100 ? schedule : `${schedule.slice(0, 100)}… (whole with --json)`)

const replay = (file: string, schedule: string): string => `  to see it: npm run -s lab -- run ${file} --schedule "${shortened(schedule)}"`

function deadlockLines({ waits, steps, preemptions, fewestPreemptions }: Deadlock, file: string): string[] {
  return [
    `deadlock after ${count(steps, 'step')} at least, with ${count(preemptions, 'preemption')}:`,
    ...waits.map(
      ({ thread, line, waitsFor, heldBy }) =>
        `  ${thread} (line ${line}) waits for ${waitsFor}${heldBy.length > 0 && heldBy.join() !== waitsFor ? `, held by ${heldBy.join(', ')}` : ''}`
    ),
    replay(file, fewestPreemptions)
  ]
}

function failureLines({ kind, line, message, thread, fewestPreemptions }: Failure, file: string): string[] {
  return [`line ${line}: ${kind}${message === '' ? '' : `: ${message}`}${thread === '' ? '' : ` in ${thread}`}`, replay(file, fewestPreemptions)]
}

const lassoLines = ({ stem, round, ...who }: Lasso): string[] => [
  `${who.kind}: ${lassoWords(who)}`,
  `  after: ${shortened(stem) || '(the start)'}`,
  `  round: ${shortened(round)}`
]
