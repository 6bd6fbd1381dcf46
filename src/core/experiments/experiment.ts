/** One way of doing the work of an experiment. */
export interface Way {
  readonly id: string
  readonly words: string
  /** File in the folder of experiments, and its arguments. */
  readonly program: string
  readonly arguments: readonly string[]
  /** Threads or processes that share the work. */
  readonly workers: number
}

/** The same work in several ways, really done and measured. */
export interface Experiment {
  readonly id: string
  readonly title: string
  /** What is done, and what to look for, in a sentence or two. */
  readonly about: string
  /** What is compared: how long it all took, or the longest time in which an event loop did not come round; seconds. */
  readonly measures: 'wall' | 'stall'
  /** The first is what the others are compared with. */
  readonly ways: readonly Way[]
}

const way = (id: string, words: string, workers: number, program: string, ...args: string[]): Way => ({ id, words, program, arguments: args, workers })

/** Every experiment, in the order in which they are taught. */
export const experiments: readonly Experiment[] = [
  {
    id: 'cpu',
    title: 'CPU-bound work in threads and processes',
    about: 'Four equal pieces of pure Python. Threads take turns with the GIL; processes have one each, and cost time to start.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'cpu.py', 'serial', '1'),
      way('threads-2', '2 threads', 2, 'cpu.py', 'threads', '2'),
      way('threads-4', '4 threads', 4, 'cpu.py', 'threads', '4'),
      way('processes-2', '2 processes', 2, 'cpu.py', 'processes', '2'),
      way('processes-4', '4 processes', 4, 'cpu.py', 'processes', '4')
    ]
  },
  {
    id: 'loads',
    title: 'A pool over four load cases',
    about:
      'A beam under four loads, solved by a loop and by map over a pool. The last way hands each worker a list of 1,500,000 numbers: all of it is pickled.',
    measures: 'wall',
    ways: [
      way('serial', 'a loop', 1, 'loads.py', 'serial', '1'),
      way('threads', 'ThreadPoolExecutor(4)', 4, 'loads.py', 'threads', '4'),
      way('processes', 'ProcessPoolExecutor(4)', 4, 'loads.py', 'processes', '4'),
      way('pickled', 'ProcessPoolExecutor(4), much to pickle', 4, 'loads.py', 'pickled', '4')
    ]
  },
  {
    id: 'sha256',
    title: 'Hashing: C that lets go of the GIL',
    about: 'sha256 of four pieces of 64 MiB. hashlib lets go of the GIL while it hashes a large piece, so threads run at the same time.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'native.py', 'sha256', 'serial', '1'),
      way('threads-2', '2 threads', 2, 'native.py', 'sha256', 'threads', '2'),
      way('threads-4', '4 threads', 4, 'native.py', 'sha256', 'threads', '4')
    ]
  },
  {
    id: 'pieces',
    title: 'Hashing small pieces',
    about: '240,000 pieces of 512 bytes. For so little hashlib keeps the GIL: the same function, and nothing is gained.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'native.py', 'pieces', 'serial', '1'),
      way('threads-2', '2 threads', 2, 'native.py', 'pieces', 'threads', '2'),
      way('threads-4', '4 threads', 4, 'native.py', 'pieces', 'threads', '4')
    ]
  },
  {
    id: 'zlib',
    title: 'Compressing',
    about: 'zlib over four buffers of 3 MiB, which it does without the GIL.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'native.py', 'zlib', 'serial', '1'),
      way('threads-2', '2 threads', 2, 'native.py', 'zlib', 'threads', '2'),
      way('threads-4', '4 threads', 4, 'native.py', 'zlib', 'threads', '4')
    ]
  },
  {
    id: 'numpy',
    title: 'NumPy',
    about: 'Products of matrices, NumPy’s own threads switched off. It lets go of the GIL in them.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'native.py', 'numpy', 'serial', '1'),
      way('threads-2', '2 threads', 2, 'native.py', 'numpy', 'threads', '2'),
      way('threads-4', '4 threads', 4, 'native.py', 'numpy', 'threads', '4')
    ]
  },
  {
    id: 'extension',
    title: 'A C extension with and without the GIL',
    about: 'One loop in C, built here and now: called with the GIL held, and between Py_BEGIN_ALLOW_THREADS and Py_END_ALLOW_THREADS.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'extension.py', 'keep', 'serial', '1'),
      way('keep', '4 threads, GIL held', 4, 'extension.py', 'keep', 'threads', '4'),
      way('release', '4 threads, GIL released', 4, 'extension.py', 'release', 'threads', '4')
    ]
  },
  {
    id: 'sleep',
    title: 'Sleeping threads',
    about: 'Twenty sleeps of 40 ms. Who sleeps does not hold the GIL: all of them sleep at the same time.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'waiting.py', 'sleep', 'serial', '1'),
      way('threads-4', '4 threads', 4, 'waiting.py', 'sleep', 'threads', '4'),
      way('threads-20', '20 threads', 20, 'waiting.py', 'sleep', 'threads', '20')
    ]
  },
  {
    id: 'socket',
    title: 'Threads that wait for answers',
    about: 'Twenty connections to a server on this machine that answers after 40 ms. Waiting for data does not hold the GIL either.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'waiting.py', 'socket', 'serial', '1'),
      way('threads-4', '4 threads', 4, 'waiting.py', 'socket', 'threads', '4'),
      way('threads-20', '20 threads', 20, 'waiting.py', 'socket', 'threads', '20')
    ]
  },
  {
    id: 'sensors',
    title: 'Five hundred sensors',
    about: 'Each takes 5 ms to answer: one after another, with a thread each, and gathered by asyncio on one thread.',
    measures: 'wall',
    ways: [
      way('serial', 'one by one', 1, 'sensors.py', 'serial', '1'),
      way('threads-20', '20 threads', 20, 'sensors.py', 'threads', '20'),
      way('threads-500', '500 threads', 500, 'sensors.py', 'threads', '500'),
      way('asyncio', 'asyncio.gather', 1, 'sensors.py', 'asyncio', '1')
    ]
  },
  {
    id: 'blocking',
    title: 'One blocking call in the loop',
    about:
      'Something is to tick every 5 ms in an event loop, while a call of 0.3 s is awaited, blocks, or is given to a thread. Shown is the longest time without a tick.',
    measures: 'stall',
    ways: [
      way('await', 'await asyncio.sleep', 1, 'blocking.py', 'await'),
      way('block', 'time.sleep', 1, 'blocking.py', 'block'),
      way('thread', 'time.sleep in an executor', 1, 'blocking.py', 'thread')
    ]
  }
]
