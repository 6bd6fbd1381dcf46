import type { Raise } from './answers/goal'

/** A schedule as text (`simulator/schedule.ts`): thread numbers with blanks between, `/k` behind a step that took the k-th way; '' when nothing ran. */
export type ScheduleText = string

/** How far a search went, so that nobody takes "nothing found" for "correct". */
export type Extent =
  /** Every order was searched. */
  | { readonly complete: true; readonly reduced: boolean }
  /** Every order with at most so many preemptions was searched (Musuvathi & Qadeer, PLDI 2007), and `sampled` random schedules beyond it. */
  | { readonly complete: false; readonly because: Limit; readonly preemptions: number | null; readonly sampled: number }

/** What ended a search early. */
export type Limit = 'states' | 'memory' | 'time' | 'cancelled' | 'size' | 'going'

/** A result that finished runs can come to: what was printed and what the variables hold. */
export interface Outcome {
  /** Lines of standard output, in order. */
  readonly output: readonly string[]
  /** Values of the shared module-level variables, as Python literals. */
  readonly variables: Readonly<Record<string, string>>
  /** Threads that ended with an exception; their runs are over all the same. */
  readonly failed: readonly string[]
  /** Number of schedules that end so, exact, in decimal; null when not counted, or infinite. */
  readonly schedules: string | null
  /** Under a scheduler that picks uniformly among enabled threads at every step (and uniformly among a step's ways); null when not counted, or undefined. */
  readonly probability: number | null
  readonly shortest: ScheduleText
  /** The clearest way to it: as few preemptions as possible, among these as few steps. */
  readonly fewestPreemptions: ScheduleText
  readonly preemptions: number
}

/** States in which nobody can go on though not all have ended, grouped by who waits for what. */
export interface Deadlock {
  /** Who is stuck, by name, each with what it waits for. */
  readonly waits: readonly { readonly thread: string; readonly line: number; readonly waitsFor: string; readonly heldBy: readonly string[] }[]
  /** Threads and objects round the shortest cycle of waiting, alternating, first a thread; [] when nobody waits in a ring. */
  readonly cycle: readonly string[]
  readonly states: number
  /** Steps to the nearest such state. */
  readonly steps: number
  readonly shortest: ScheduleText
  readonly fewestPreemptions: ScheduleText
  readonly preemptions: number
  /** On the schedule shown first: the step (from 1) behind which no finished state can be reached any more; null when not known. */
  readonly pointOfNoReturn: number | null
}

/** An exception that nobody caught, or a failed check, at a line. */
export interface Failure {
  readonly kind: string
  readonly line: number
  readonly message: string
  readonly thread: string
  readonly shortest: ScheduleText
  readonly fewestPreemptions: ScheduleText
  readonly preemptions: number
}

/** Two conflicting plain accesses to one variable that can both happen next in some reachable state. */
export interface Race {
  readonly variable: string
  /** Pairs of lines, ascending. */
  readonly lines: readonly (readonly [number, number])[]
  /** Names of the two threads of the first pair. */
  readonly threads: readonly [string, string]
  /** A way to a state in which both are enabled. */
  readonly schedule: ScheduleText
}

/** A cycle of states that a run can stay in for ever: a way there, and the round that repeats. */
export interface Lasso {
  /**
   * `livelock`: nobody ends and nothing is printed, though every thread that can move does, and the run could still have finished or not.
   * `starvation`: a thread is never served though all others get their turns (weak fairness: a thread that stays enabled takes a step some time).
   */
  readonly kind: 'livelock' | 'starvation'
  /** Who moves in the round; who waits in vain for a `starvation`. */
  readonly threads: readonly string[]
  readonly starved: readonly string[]
  readonly stem: ScheduleText
  readonly round: ScheduleText
}

/** An execution that stands for all that differ from it in the order of independent steps only. */
export interface Representative {
  readonly schedule: ScheduleText
  readonly how: 'finished' | 'failed' | 'deadlock'
  readonly output: readonly string[]
}

/** What a search found. */
export interface Report {
  readonly extent: Extent
  readonly states: number
  readonly transitions: number
  readonly elapsedMs: number
  /** What was not looked for to the end because the time was over or the search was stopped, each in a few words; what stands for it here is empty or null. */
  readonly unanswered: readonly string[]
  /** Steps to the state that is farthest from the start, each state taken by its shortest way. */
  readonly depth: number
  /** States in which a run is over, deadlocks aside. */
  readonly endStates: number
  /** Sorted: the most frequent first where counted, else by their text. */
  readonly outcomes: readonly Outcome[]
  readonly deadlocks: readonly Deadlock[]
  readonly failures: readonly Failure[]
  readonly races: readonly Race[]
  readonly livelocks: readonly Lasso[]
  /** Lines with code that no order ever executes; [] unless every order was searched. */
  readonly unreachableLines: readonly number[]
  /** States from which no finished state can be reached any more; null unless every order was searched without reduction. */
  readonly doomedStates: number | null
  /** Whether some run can go on for ever; null as above. */
  readonly cyclic: boolean | null
  /** All maximal schedules, exact; null when not counted, or infinite. */
  readonly schedules: string | null
  /** Executions that differ in more than the order of independent steps (Mazurkiewicz 1977); null when not counted. */
  readonly executions: string | null
  /** One schedule of each such execution, passing ones too, up to a hundred of them; null when not counted. */
  readonly representatives: readonly Representative[] | null
  /** For a search with a goal: the least number of steps to it and a way there; null when no reachable state meets it (with a complete extent: none does). */
  readonly goal: { readonly steps: number; readonly schedule: ScheduleText } | null
  /** For a search with a goal that was not found: in how many states evaluating it raises an exception, and which one in the first of them; null when in none. */
  readonly goalRaised: (Raise & { readonly states: number }) | null
  /** For a search about a run: where other orders part from it; null unless every order was searched without reduction. */
  readonly turns: readonly Turn[] | null
  /** For a search about a run: in how many ways it can still end from where it stands; 1 when that is decided, null when `turns` is. */
  readonly stillOpen: number | null
}

/** Where another order parts from a given run, as late as can be, and comes to what the run did not come to. */
export interface Turn {
  readonly what:
    | ({ readonly to: 'deadlock' } & Pick<Deadlock, 'waits' | 'cycle'>)
    | { readonly to: 'failure'; readonly failures: readonly Pick<Failure, 'kind' | 'line' | 'message' | 'thread'>[] }
    | ({ readonly to: 'outcome' } & Pick<Outcome, 'output' | 'variables' | 'failed'>)
  /** Steps of the run before they part. */
  readonly behind: number
  /** Whose step the run took there, and whose the other order takes. */
  readonly went: string
  readonly instead: string
  /** The run's first steps and the shortest way on from there. */
  readonly schedule: ScheduleText
}

/** How a search stands while it runs. */
export interface Progress {
  readonly states: number
  readonly transitions: number
  /** States found whose steps have not been taken. */
  readonly frontier: number
  readonly bytes: number
  readonly elapsedMs: number
  /** What it does: searching all orders, counting, looking for lassos … in words for the screen. */
  readonly doing: string
}

/** What to search and how far. */
export interface ExploreOptions {
  /** 'auto': all orders, then with reduction, then bounded, as the limits allow; 'full' never reduces; 'reduced' starts with reduction. */
  readonly tier: 'auto' | 'full' | 'reduced'
  readonly maxStates: number
  readonly maxBytes: number
  /** For the search and the answers together. */
  readonly maxMs: number
  /** Count schedules, probabilities and executions. */
  readonly counts: boolean
  /** A Python expression over the module-level variables: look for the nearest state in which it is true. */
  readonly goal: string | null
  /** How many times waits on conditions may wake without cause in one run. */
  readonly spuriousWakeUps: number
  /** A run by its schedule: tell where other orders part from it. */
  readonly run?: ScheduleText | null
}

/** A picture of a small state space. */
export interface StateGraph {
  readonly nodes: readonly StateNode[]
  readonly edges: readonly { readonly from: number; readonly to: number; readonly thread: number; readonly choice: number; readonly words: string }[]
}

/** One state of a state graph. */
export interface StateNode {
  /** Least number of steps from the initial state: its layer. */
  readonly depth: number
  readonly kind: 'running' | 'finished' | 'failed' | 'deadlock' | 'doomed'
  /** What differs from the state it was first reached from, `counter = 1`; at most three such. */
  readonly changes: readonly string[]
  readonly shortest: ScheduleText
}
