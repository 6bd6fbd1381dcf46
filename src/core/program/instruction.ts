import type { Formula } from './formula'
import type { Span } from './source'
import type { Want } from './tasks/taskFields'
import type { Constant, RecordRole, ValueKind } from './value'

/** Where an instruction finds a value: a register of the running function, a constant, or a module-level name that is not shared (reading it is free). */
export type Operand =
  | { readonly from: 'register'; readonly register: number }
  | { readonly from: 'constant'; readonly constant: Constant }
  | { readonly from: 'name'; readonly name: number }

/** Arithmetic on ints (`/` is outside the subset). `//` and `%` round as Python's: towards minus infinity. `+` also joins strings. */
export type ArithmeticOperator = '+' | '-' | '*' | '//' | '%' | '**' | '&' | '|' | '^' | '<<' | '>>'
/** Comparisons as Python's; `is` compares identity. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'is' | 'is not' | 'in' | 'not in'

/** A piece of printed or named text: fixed, or a value as `str()` (or `repr()`) writes it. */
export type TextPart = { readonly text: string } | { readonly value: Operand; readonly repr: boolean }

/** Exceptions that a program of the subset may raise. */
export type ExceptionKind =
  | 'AssertionError'
  | 'RuntimeError'
  | 'ValueError'
  | 'TypeError'
  | 'NameError'
  | 'UnboundLocalError'
  | 'IndexError'
  | 'ZeroDivisionError'
  | 'OverflowError'
  | 'ArithmeticError'
  | 'LookupError'
  | 'Exception'
  | 'BrokenBarrierError'
  | 'Empty'
  | 'Full'
  | 'TimeoutError'
  | 'CancelledError'
  | 'InvalidStateError'
  | 'ExceptionGroup'
  | 'QueueEmpty'
  | 'QueueFull'

/** What a task waits for, where the condition that it waits at is its own and of no interest: that is what is told. */
export interface Instead {
  readonly object: Operand
  readonly want: Want
  /** The record of the task. */
  readonly task: Operand
}

/** What a queue can be asked; `poll` asks a pipe whether something has come, and `done` is for the lab's own use. */
export type QueueQuestion = 'qsize' | 'empty' | 'full' | 'maxsize' | 'done' | 'poll'

/** What a task gives its loop back for: so many seconds, the end of another task, something of `asyncio`, or what these words say, behind which comes how many it waits for. */
export type TaskWait =
  | { readonly for: 'sleep'; readonly seconds: number | Operand }
  | { readonly for: 'task'; readonly thread: Operand }
  | { readonly for: 'object'; readonly object: Operand; readonly want: Want }
  | { readonly for: 'words'; readonly words: string; readonly count?: Operand }

/**
 * What one instruction does. Targets of jumps are indices into `Program.code`. A `timeout` is in seconds; where it is a constant int, its payload may be a
 * fraction.
 */
export type Operation =
  | { readonly do: 'move'; readonly to: number; readonly value: Operand }
  | {
      readonly do: 'arithmetic'
      readonly to: number
      readonly operator: ArithmeticOperator
      readonly left: Operand
      readonly right: Operand
      /** Stands as `left += right` in the text, which only matters to what Python says of operands that do not fit. */
      readonly augmented?: boolean
    }
  | { readonly do: 'compare'; readonly to: number; readonly operator: ComparisonOperator; readonly left: Operand; readonly right: Operand }
  | { readonly do: 'negate'; readonly to: number; readonly value: Operand }
  | { readonly do: 'not'; readonly to: number; readonly value: Operand }
  /** abs, min, max, sum, len, int, bool, str where the subset has them. */
  | {
      readonly do: 'builtin'
      readonly to: number
      readonly name: 'len' | 'abs' | 'min' | 'max' | 'sum' | 'int' | 'bool' | 'str'
      readonly arguments: readonly Operand[]
    }
  | { readonly do: 'jump'; readonly target: number }
  /** Goes on at `ifTrue` or `ifFalse` by Python's truth of the value. */
  | { readonly do: 'branch'; readonly value: Operand; readonly ifTrue: number; readonly ifFalse: number }
  /** Reads a module-level name into a register. A step when the name is shared. Unbound: NameError. */
  | { readonly do: 'readName'; readonly to: number; readonly name: number }
  /** Binds a module-level name. A step when the name is shared and some thread may be running. */
  | { readonly do: 'writeName'; readonly name: number; readonly value: Operand }
  | { readonly do: 'makeList'; readonly to: number; readonly items: readonly Operand[]; readonly site: number }
  /** `length` copies of `item`: `[0] * N`. */
  | { readonly do: 'repeatList'; readonly to: number; readonly item: Operand; readonly length: Operand; readonly site: number }
  /** A list grows inside its own comprehension, or by `append`: before the first start, or in main if no other thread can have it in hand. */
  | { readonly do: 'appendItem'; readonly list: Operand; readonly value: Operand }
  /** A step when a function stores to elements of that list. Negative indices count from the end; outside: IndexError. */
  /** An access that is `guarded` is part of the step that has taken a lock for it. */
  | { readonly do: 'readItem'; readonly to: number; readonly list: Operand; readonly index: Operand; readonly guarded?: true }
  | { readonly do: 'writeItem'; readonly list: Operand; readonly index: Operand; readonly value: Operand; readonly guarded?: true }
  /**
   * Makes what the lab itself keeps together, such as a future: fields are known by number, null is one that nothing was put into yet. Reading and writing
   * fields are no steps: whoever does it has synchronised before.
   */
  | { readonly do: 'makeRecord'; readonly to: number; readonly fields: readonly (Operand | null)[]; readonly site: number }
  /** `site`: the record is sure to have been made there. `of`: what the program takes it to be, which is for the compiler to check. */
  | {
      readonly do: 'readField'
      readonly to: number
      readonly record: Operand
      readonly field: number
      readonly site: number | null
      readonly of: RecordRole | null
    }
  | { readonly do: 'writeField'; readonly record: Operand; readonly field: number; readonly value: Operand; readonly site: number | null }
  /** Makes a lock, rlock or semaphore. `permits` for semaphores. `site` tells which call in the text made it. */
  | {
      readonly do: 'makeLock'
      readonly to: number
      readonly kind: 'lock' | 'rlock' | 'semaphore' | 'boundedSemaphore'
      readonly permits: Operand | null
      readonly site: number
    }
  | {
      readonly do: 'makeThread'
      readonly to: number
      readonly target: Operand
      readonly arguments: readonly Operand[]
      /** Parts of the name given with `name=`; null for Python's own `Thread-1 (work)`. */
      readonly name: readonly TextPart[] | null
      readonly daemon: Operand | null
      readonly site: number
    }
  /** `isTask`: of `asyncio`. */
  | { readonly do: 'start'; readonly thread: Operand; readonly isTask?: true }
  /** Waits for a thread's end. With a `timeout` never blocks: it goes on whether the thread has ended or not. */
  | { readonly do: 'join'; readonly thread: Operand; readonly timeout: Operand | null }
  /** Waits for a thread's end, in one step; one that was not started may still be. */
  | { readonly do: 'awaitEnd'; readonly thread: Operand }
  /** `thread.is_alive()`. */
  | { readonly do: 'isAlive'; readonly to: number; readonly thread: Operand /** What a process ended with, None while it lives. */; readonly ask?: 'exitcode' }
  /** Takes the lock or one permit; blocks while it cannot. */
  | { readonly do: 'acquire'; readonly object: Operand; readonly to: number | null }
  /**
   * `acquire(blocking=False)`, or with a timeout: gives True or False. In the model neither blocks, as the time that others take is theirs to choose; real
   * engines wait for `timeout` seconds. Of locks a timeout of -1 means for ever.
   */
  | { readonly do: 'tryAcquire'; readonly object: Operand; readonly to: number | null; readonly timeout: Operand | null }
  | { readonly do: 'release'; readonly object: Operand; readonly permits: Operand | null }
  /** `lock.locked()`. */
  | { readonly do: 'locked'; readonly to: number; readonly object: Operand }
  /** Makes a condition over a lock or rlock; with null over an rlock of its own. */
  | { readonly do: 'makeCondition'; readonly to: number; readonly lock: Operand | null; readonly site: number }
  /** Makes an event, not set; a future is one too (`Site.role`). */
  | { readonly do: 'makeEvent'; readonly to: number; readonly site: number }
  /** Makes a barrier for `parties` threads; the last to arrive calls `action`. */
  | { readonly do: 'makeBarrier'; readonly to: number; readonly parties: Operand; readonly action: Operand | null; readonly site: number }
  /** Makes a first-in first-out queue; without bound when `capacity` is null or not above 0. */
  | { readonly do: 'makeQueue'; readonly to: number; readonly capacity: Operand | null; readonly site: number }
  /**
   * The first half of `wait()`. A condition: gives its lock back (an rlock wholly) and joins the wait set. An event: joins the wait set, or goes on at
   * `passed` when it is set, with True in `to`. A barrier: arrives, with its index of arrival in `to`, and joins the wait set; the last to arrive goes on at
   * `passed`. The second half is the instruction behind it.
   */
  | {
      readonly do: 'beginWait'
      readonly object: Operand
      readonly to: number | null
      readonly timeout: Operand | null
      readonly passed: number
      readonly instead?: Instead
    }
  /**
   * The second half of `wait()`: goes on once out of the wait set (a condition: and its lock is free, which it takes again). When `timed`, giving up is a step
   * while still in the wait set. `to` gets True, or False after giving up; a barrier leaves `to` as `beginWait` set it.
   */
  | { readonly do: 'endWait'; readonly object: Operand; readonly to: number | null; readonly timed: boolean; readonly instead?: Instead }
  /** Takes `count` threads (null: all) out of a condition's wait set: any, so there are as many choices as there are sets of them. */
  | {
      readonly do: 'notify'
      readonly condition: Operand
      readonly count: Operand | null
      /** Whoever notifies need not have the lock, as with POSIX. */
      readonly unlocked?: boolean
    }
  | { readonly do: 'setEvent' | 'clearEvent'; readonly event: Operand }
  | { readonly do: 'isSet'; readonly to: number; readonly event: Operand }
  /** What the last to arrive at a barrier has to call, or None; None also for what is no barrier. */
  | { readonly do: 'barrierAction'; readonly to: number; readonly barrier: Operand }
  /** Lets those at a barrier go on: behind its action. */
  | { readonly do: 'tripBarrier'; readonly barrier: Operand }
  | { readonly do: 'abortBarrier' | 'resetBarrier'; readonly barrier: Operand }
  | { readonly do: 'barrierState'; readonly to: number; readonly barrier: Operand; readonly ask: 'parties' | 'n_waiting' | 'broken' }
  /** Puts a value at a queue's end. Full: waits when `blocking` without a timeout, else raises Full. */
  | { readonly do: 'put'; readonly queue: Operand; readonly value: Operand; readonly blocking: boolean; readonly timeout: Operand | null }
  /** Takes the first value of a queue. Empty: waits when `blocking` without a timeout, else raises Empty. */
  | { readonly do: 'get'; readonly to: number | null; readonly queue: Operand; readonly blocking: boolean; readonly timeout: Operand | null }
  | { readonly do: 'taskDone'; readonly queue: Operand }
  /** Waits until every value that was put has been reported done. */
  | { readonly do: 'joinQueue'; readonly queue: Operand }
  | { readonly do: 'queueState'; readonly to: number; readonly queue: Operand; readonly ask: QueueQuestion }
  /** The queue of a pool takes nothing any more (`put` raises), and whoever finds it empty gets None. The end of main does the same to all of them. */
  | { readonly do: 'closeQueue'; readonly queue: Operand }
  /** The number of one more worker for the queue of a pool, which has at most so many; -1 when it has them already. */
  | { readonly do: 'claimWorker'; readonly to: number; readonly queue: Operand; readonly most: Operand }
  /**
   * Takes a future's work, to do it or to drop it: True for whoever comes first. Work that `travels` to a process may be on its way, and then nobody drops it:
   * there are two ways to go on.
   */
  | { readonly do: 'claimWork'; readonly to: number; readonly future: Operand; readonly purpose: 'run' | 'cancel'; readonly travels?: boolean }
  /**
   * Takes one future that is done and not `taken` yet (a list of as many ints, 0 or 1), any: its index into `to`, and marked as taken; -1 when the time is over.
   * Waits while none is. With null for `to` only waits until one is done.
   */
  | { readonly do: 'takeDone'; readonly to: number | null; readonly futures: Operand; readonly taken: Operand; readonly timeout: Operand | null }
  /** Tells whoever listens that a task has its loop, or is about to give it back, and for what; of a thread that is no task nothing is told. */
  | { readonly do: 'resumed' }
  | { readonly do: 'suspended'; readonly on: TaskWait | null }
  /** Tells whoever listens that a worker begins or ends a future's work. */
  | { readonly do: 'workBegan' | 'workEnded'; readonly future: Operand; readonly name: string }
  /** `random.randint(low, high)`: any of them, each a choice of its own. A step also before the first start. */
  | { readonly do: 'choose'; readonly to: number; readonly low: Operand; readonly high: Operand }
  /** The name of the thread that runs this (`threading.current_thread().name`), or of a given thread. */
  | { readonly do: 'threadName'; readonly to: number; readonly thread: Operand | null }
  | { readonly do: 'call'; readonly to: number | null; readonly target: Operand; readonly arguments: readonly Operand[] }
  | { readonly do: 'return'; readonly value: Operand }
  /** One line of output. */
  | { readonly do: 'print'; readonly parts: readonly TextPart[]; readonly stream: 'stdout' | 'stderr' }
  /** Free in the model; real engines sleep. A `task` wakes when it is asked to stop. */
  | { readonly do: 'sleep'; readonly seconds: number | Operand; readonly task?: Operand }
  /** Text from parts, into a register (an f-string outside `print`). */
  | { readonly do: 'text'; readonly to: number; readonly parts: readonly TextPart[] }
  | { readonly do: 'raise'; readonly kind: ExceptionKind; readonly message: readonly TextPart[] }
  /** Stands at the target of each handler, and nowhere else: takes the exception that came there. */
  | { readonly do: 'catch'; readonly to: number }
  /** Whether an exception is of one of these kinds. Kinds derived from those in the text are among them. */
  | { readonly do: 'matches'; readonly to: number; readonly exception: Operand; readonly kinds: readonly ExceptionKind[] }
  /** The name of an exception's kind: `type(e).__name__`. */
  | { readonly do: 'exceptionName'; readonly to: number; readonly exception: Operand }
  /** The line that first raised an exception. */
  | { readonly do: 'exceptionLine'; readonly to: number; readonly exception: Operand }
  /** An exception that came to another thread, whose parts were kept, is raised here too. */
  | { readonly do: 'raiseKept'; readonly kind: Operand; readonly message: Operand; readonly line: Operand }
  /** An exception that was caught goes on, with the line that first raised it. */
  | { readonly do: 'reraise'; readonly exception: Operand }
  /** Nothing, as a step. */
  | { readonly do: 'skip' }
  /** Works out a formula into a register. */
  | { readonly do: 'evaluate'; readonly to: number; readonly value: Formula }
  /** Waits until a formula is true (not 0). */
  | { readonly do: 'await'; readonly condition: Formula }
  /** Tells whoever listens when a formula is false; the thread goes on all the same. */
  | { readonly do: 'check'; readonly condition: Formula }
  /** An atomic read-modify-write of a shared name (or of the list's element at `index`) to what the formula gives; the old value into `to`. */
  | { readonly do: 'update'; readonly name: number; readonly index: Formula | null; readonly value: Formula; readonly to: number | null }
  /** Makes a readers–writer lock: many may read, or one may write; nobody has precedence. */
  | { readonly do: 'makeRwlock'; readonly to: number; readonly site: number }
  | { readonly do: 'acquireFor' | 'releaseFor'; readonly rwlock: Operand; readonly use: 'reading' | 'writing' }
  /** Comes to a barrier without phases: the last to come lets all in its wait set go on, and goes on at `passed` itself; others join the wait set. */
  | { readonly do: 'arrive'; readonly barrier: Operand; readonly passed: number }
  /** Goes on once out of the barrier's wait set. */
  | { readonly do: 'leave'; readonly barrier: Operand }
  /** At the end of a thread's target, or of the module body. */
  | { readonly do: 'end' }

/** One instruction: what it does, whether it is a step of the reference model, and the text it came from. */
export type Instruction = Operation & {
  /** One step: others may run before it and after it. Free instructions run together with the step before them. */
  readonly step: boolean
  readonly span: Span
}

/** While a thread is at an instruction in [from, to), an exception goes on at `target` instead of leaving the function. Innermost first. */
export interface Handler {
  readonly from: number
  readonly to: number
  readonly target: number
}

/** Kinds that a register, name or list element may hold, found by flow-insensitive inference. */
export type Kinds = ReadonlySet<ValueKind>
