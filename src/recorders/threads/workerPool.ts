import { Worker } from 'node:worker_threads'
import type { Site } from '../../core/program/program'
import { type Ring, ring } from './memory/ring'
import { type RingReader, ringReader } from './memory/ringReader'
import { threadLimit, threadState, workerState, workerWord } from './memory/runMemory'
import type { WorkerData, WorkerFault } from './memory/workerData'
import { countThreads } from './workers'

/** The workers of one run. */
export interface WorkerPool {
  /** Readers of their rings, one a worker, growing. */
  readonly readers: readonly RingReader[]
  /** Starts workers until there is one for main, each live thread and each thread that was made and may start soon. */
  grow(): void
  /** Resolves when all workers of the beginning are ready. */
  readonly ready: Promise<void>
  /** Ends all workers, whatever they do; resolves when none is left. */
  end(): Promise<void>
}

/** What all workers of a run get. */
export type WorkerGift = Omit<WorkerData, 'ring' | 'slot'>

/** Starts main's worker and `spare` more. `fault` hears of an error that is not the program's. */
export function workerPool(file: string, gift: WorkerGift, spare: number, fault: (what: string) => void): WorkerPool {
  const control = new Int32Array(gift.memory.control)
  const workers: Worker[] = []
  const readers: RingReader[] = []
  let isOver = false

  function add(): Worker {
    const own: Ring = ring()
    const data: WorkerData = { ...gift, ring: own, slot: workers.length }
    // no loaders or flags of the host's: the worker's file is plain JavaScript
    const worker = new Worker(file, { workerData: data, execArgv: [], name: `thread worker ${workers.length}` })
    worker.on('message', (message: WorkerFault) => fault(message.fault))
    worker.on('error', (error) => fault(error.stack ?? error.message))
    worker.on('exit', (code) => {
      if (!isOver) fault(`a worker ended by itself with code ${code}`)
    })
    workers.push(worker)
    readers.push(ringReader(own))
    return worker
  }

  async function allReady(): Promise<void> {
    const isReady = (slot: number): boolean => isOver || Atomics.load(control, workerWord(slot)) === workerState.idle
    // a worker never goes back to its event loop, so it sends no message when it is ready: its word is watched
    for (const slot of workers.keys()) while (!isReady(slot)) await new Promise((resolve) => setTimeout(resolve, 1))
  }

  for (let i = 0; i <= Math.min(spare, threadLimit); i++) add()

  return {
    readers,
    ready: allReady(),
    grow() {
      if (isOver) return
      const wanted = Math.min(threadLimit, countThreads(control, threadState.made, threadState.starting, threadState.running))
      while (workers.length < 1 + wanted) add()
    },
    async end() {
      isOver = true
      await Promise.all(workers.map((worker) => worker.terminate()))
    }
  }
}

/**
 * How many workers to warm before main begins: one for each thread that the text makes, three where it makes them in a list, two for each place that submits work
 * to a pool.
 */
export const spareFor = (sites: readonly Pick<Site, 'kind' | 'name' | 'role'>[]): number =>
  Math.min(
    8,
    sites.filter(({ kind }) => kind === 'thread').reduce((sum, { name, role }) => sum + (name.includes('[]') ? 3 : role === 'pool' ? 2 : 1), 0)
  )
