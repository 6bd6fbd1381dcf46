import type { Waits } from '../../core/analysis/order/contention'
import type { CycleRule } from '../../core/analysis/order/lockCycles'
import { durationWords, momentWords } from '../../core/scenes/clockWords'
import type { Clock } from '../../core/trace/header'
import type { AccessReport, LockEdgeReport, OrderReport } from './orderReport'
import { section } from './section'

/** Lines of an object, threads of the critical path, and cycles that are shown to a person; `--json` has all. */
const shown = 5

/** The analyses of the run's order for people. */
export function orderWords(report: OrderReport, clock: Clock): string[] {
  return [...raceWords(report, clock), ...cycleWords(report), ...pathWords(report, clock), ...contentionWords(report, clock), ...locksetWords(report, clock)]
}

function raceWords({ races }: OrderReport, clock: Clock): string[] {
  if (races === null) return section('Data races', [['not known: accesses to variables were not recorded']])
  if (races.length === 0) return section('Data races', [['none in the order of this run']])
  return section(
    'Data races: the first of each variable, two accesses that nothing orders',
    races.map(({ variable, first, second }) => [variable, accessWords(first, clock), 'and', accessWords(second, clock)])
  )
}

const accessWords = ({ thread, line, at, access }: AccessReport, clock: Clock): string =>
  `${thread} ${access === 'read' ? 'reads' : 'writes'} it${lineWords(line)} (${momentWords(clock, at)})`
const lineWords = (line: number): string => (line > 0 ? ` in line ${line}` : '')

const verdicts: Readonly<Record<CycleRule, string>> = {
  forkJoin: 'may end in a deadlock in another order',
  gates: 'no deadlock: a start or join puts one before the other',
  threads: 'no deadlock: they hold a lock in common, which lets in one at a time',
  graph: 'no deadlock: the acquisitions are by one thread'
}

function cycleWords({ lockCycles, lockCyclesComplete }: OrderReport): string[] {
  const rows = lockCycles
    .slice(0, shown)
    .flatMap(({ locks, passes, acquisitions }) => [
      [`${[...locks, locks[0] ?? ''].join(' → ')}: ${verdicts[passes]}`],
      ...acquisitions.map((edge) => [`  ${edgeWords(edge)}`])
    ])
  const more = lockCycles.length - shown
  if (more > 0) rows.push([`and ${more} more`])
  if (!lockCyclesComplete) rows.push(['there are too many to look at all'])
  return section('Cycles in the order of locks', rows)
}

const edgeWords = ({ thread, held, heldLine, wanted, wantedLine }: LockEdgeReport): string =>
  `${thread} takes ${held}${lineWords(heldLine)} and, holding it, wants ${wanted}${lineWords(wantedLine)}`

function pathWords({ criticalPath: { length, asleep, work, parallelism, stretches } }: OrderReport, clock: Clock): string[] {
  if (work === 0) return []
  const shares = new Map<string, number>()
  for (const stretch of stretches) shares.set(stretch.thread, (shares.get(stretch.thread) ?? 0) + stretch.work)
  const byThread = [...shares].toSorted(([, a], [, b]) => b - a).map(([thread, share]) => `${thread} ${durationWords(clock, share)}`)
  const total = durationWords(clock, work)
  return section('Critical path: what no number of cores can shorten', [
    [
      asleep > 0
        ? `${durationWords(clock, length)}, of it ${durationWords(clock, asleep)} asleep; ${total} of work in all, parallelism ${parallelism.toFixed(2)}`
        : `${durationWords(clock, length)} of ${total} of work, parallelism ${parallelism.toFixed(2)}`
    ],
    [byThread.slice(0, shown).join(', ') + (byThread.length > shown ? `, and ${byThread.length - shown} more` : '')]
  ])
}

function contentionWords({ contention }: OrderReport, clock: Clock): string[] {
  const waits = ({ acquisitions, waits: count, totalWait, longestWait }: Waits): string[] => [
    // nobody acquires an event or a barrier
    acquisitions > 0 ? `acquired ${acquisitions}` : '',
    `waited for ${count}`,
    `in all ${durationWords(clock, totalWait)}, longest ${durationWords(clock, longestWait)}`
  ]
  const rows = contention.flatMap(({ name, lines, ...all }) => [
    [name, ...waits(all)],
    ...lines
      .filter((line) => line.waits > 0 && line.line > 0)
      .slice(0, shown)
      .map((line) => [`  line ${line.line}`, ...waits(line)])
  ])
  return section('Waits, the costliest first', rows)
}

function locksetWords({ lockset }: OrderReport, clock: Clock): string[] {
  return section(
    'Lockset (Eraser): variables that no one lock guards',
    lockset.map((warning) => [
      warning.variable,
      accessWords(warning, clock),
      warning.race ? 'a race, as above' : 'no race in this run: something else than a lock orders it'
    ])
  )
}
