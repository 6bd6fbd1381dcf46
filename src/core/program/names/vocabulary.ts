/** What an imported name of the standard library stands for here. */
export type Meaning =
  | 'Thread'
  | 'Lock'
  | 'RLock'
  | 'Semaphore'
  | 'BoundedSemaphore'
  | 'Condition'
  | 'Event'
  | 'Barrier'
  | 'BrokenBarrierError'
  | 'current_thread'
  | 'Queue'
  | 'ThreadPoolExecutor'
  | 'ProcessPoolExecutor'
  | 'wait'
  | 'as_completed'
  | 'FIRST_COMPLETED'
  | 'FIRST_EXCEPTION'
  | 'ALL_COMPLETED'
  | 'TimeoutError'
  | 'CancelledError'
  | 'Empty'
  | 'Full'
  | 'randint'
  | 'randrange'
  | 'choice'
  | 'random'
  | 'uniform'
  | 'sleep'
  | 'Process'
  | 'Pipe'
  | 'Value'
  | 'Array'
  | 'multiprocessing.Lock'
  | 'multiprocessing.RLock'
  | 'multiprocessing.Semaphore'
  | 'multiprocessing.Event'
  | 'multiprocessing.Queue'
  | 'multiprocessing.Condition'
  | 'multiprocessing.Barrier'
  | 'stderr'
  | 'stdout'
  | 'asyncio.run'
  | 'asyncio.create_task'
  | 'asyncio.sleep'
  | 'asyncio.gather'
  | 'asyncio.TaskGroup'
  | 'asyncio.to_thread'
  | 'asyncio.timeout'
  | 'asyncio.wait_for'
  | 'asyncio.wait'
  | 'asyncio.shield'
  | 'asyncio.Lock'
  | 'asyncio.Semaphore'
  | 'asyncio.BoundedSemaphore'
  | 'asyncio.Condition'
  | 'asyncio.Event'
  | 'asyncio.Queue'
  | 'QueueEmpty'
  | 'QueueFull'
  | 'InvalidStateError'

/** The modules of the subset and what may be taken from them. */
export const modules: Readonly<Record<string, readonly Meaning[]>> = {
  threading: ['Thread', 'Lock', 'RLock', 'Semaphore', 'BoundedSemaphore', 'Condition', 'Event', 'Barrier', 'BrokenBarrierError', 'current_thread'],
  queue: ['Queue', 'Empty', 'Full'],
  'concurrent.futures': [
    'ThreadPoolExecutor',
    'ProcessPoolExecutor',
    'wait',
    'as_completed',
    'FIRST_COMPLETED',
    'FIRST_EXCEPTION',
    'ALL_COMPLETED',
    'TimeoutError',
    'CancelledError'
  ],
  multiprocessing: [
    'Process',
    'Pipe',
    'Value',
    'Array',
    'multiprocessing.Lock',
    'multiprocessing.RLock',
    'multiprocessing.Semaphore',
    'multiprocessing.Event',
    'multiprocessing.Queue',
    'multiprocessing.Condition',
    'multiprocessing.Barrier'
  ],
  random: ['randint', 'randrange', 'choice', 'random', 'uniform'],
  time: ['sleep'],
  sys: ['stderr', 'stdout'],
  asyncio: [
    'asyncio.run',
    'asyncio.create_task',
    'asyncio.sleep',
    'asyncio.gather',
    'asyncio.TaskGroup',
    'asyncio.to_thread',
    'asyncio.timeout',
    'asyncio.wait_for',
    'asyncio.wait',
    'asyncio.shield',
    'FIRST_COMPLETED',
    'FIRST_EXCEPTION',
    'ALL_COMPLETED',
    'asyncio.Lock',
    'asyncio.Semaphore',
    'asyncio.BoundedSemaphore',
    'asyncio.Condition',
    'asyncio.Event',
    'asyncio.Queue',
    'QueueEmpty',
    'QueueFull',
    'TimeoutError',
    'CancelledError',
    'InvalidStateError'
  ]
}

/** Functions that are always there. A program may not use their names for anything else, so that a call always means what it says. */
const builtins = ['print', 'range', 'enumerate', 'zip', 'len', 'abs', 'min', 'max', 'sum', 'int', 'bool', 'str'] as const
/** See `builtins`. */
export type Builtin = (typeof builtins)[number]

/** Whether the name is a builtin of the subset. */
export const isBuiltin = (name: string): name is Builtin => (builtins as readonly string[]).includes(name)

const hints: Readonly<Record<string, string>> = {
  LifoQueue: 'use `queue.Queue`',
  PriorityQueue: 'use `queue.Queue`',
  SimpleQueue: 'use `queue.Queue`',
  seed: 'leave it out: the lab can try every choice, and a run is told by its schedule',
  shuffle: 'draw an index with `random.randint(0, n - 1)`',
  sample: 'draw an index with `random.randint(0, n - 1)`',
  Pool: 'start a `Process` for each piece of work',
  Manager: 'use `multiprocessing.Value` and `multiprocessing.Queue`',
  JoinableQueue: 'use `multiprocessing.Queue`',
  current_process: 'pass what the process needs as an argument',
  set_start_method: 'leave it out: a process of the lab begins as a copy, as with `fork`',
  os: 'leave it out',
  concurrent: 'write `from concurrent.futures import ThreadPoolExecutor`',
  'asyncio.as_completed': 'put what is done into an `asyncio.Queue`',
  current_task: 'pass what the task needs as an argument',
  all_tasks: 'keep the tasks in a list',
  ensure_future: 'write `asyncio.create_task(…)`',
  get_event_loop: 'write `asyncio.run(main())`',
  get_running_loop: 'write `asyncio.create_task(…)`',
  new_event_loop: 'write `asyncio.run(main())`',
  Timer: 'start a thread that sleeps first',
  local: 'use a local variable of the function',
  get_ident: 'use `threading.current_thread().name`',
  main_thread: 'use `threading.current_thread().name`',
  active_count: 'count the threads yourself',
  time: 'look at the timeline: a program of the lab reads no clock',
  monotonic: 'look at the timeline: a program of the lab reads no clock',
  perf_counter: 'look at the timeline: a program of the lab reads no clock',
  input: 'write the value down as a constant',
  open: 'print instead: programs of the lab read and write no files',
  list: 'write a list with `[` and `]`',
  dict: 'use a list',
  set: 'use a list',
  tuple: 'use a list',
  float: 'use whole numbers',
  round: 'use whole numbers',
  divmod: 'use `//` and `%`',
  pow: 'use `**`',
  sorted: 'put the values in order yourself',
  reversed: 'count down: `range(n - 1, -1, -1)`',
  any: 'loop over the values',
  all: 'loop over the values',
  map: 'write a comprehension',
  filter: 'write a comprehension with `if`',
  isinstance: 'leave it out',
  type: 'leave it out, or write `type(e).__name__` of an exception',
  exit: 'let the functions return',
  quit: 'let the functions return',
  repr: 'write `{name!r}` in an f-string',
  id: 'leave it out'
}

/** What to write instead of a name of Python that the subset lacks, or null when we have no idea what was meant. */
export const hintFor = (name: string): string | null => (Object.hasOwn(hints, name) ? (hints[name] ?? null) : null)
