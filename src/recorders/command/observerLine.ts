import { Worker } from 'node:worker_threads'
import type { EventColumns } from '../../core/trace/columns'
import type { FromObserver, ObserverData, ToObserver } from './observerMessage'

type Told<Type extends ToObserver['type']> = Omit<Extract<ToObserver, { type: Type }>, 'type'>
type Heard<Type extends FromObserver['type']> = Extract<FromObserver, { type: Type }>

/** The line to the worker that observes a command. */
export interface ObserverLine {
  /** Says who is to hear its events, how many threads are stuck, each time that changes, and that the worker has failed: `finish` will say why. */
  hear(listener: { batch(batch: EventColumns): void; stuck(who: Heard<'stuck'>['who']): void; fault(): void }): void
  /** Resolves when the process is observed; moment 0 is then. */
  attach(what: Told<'attach'>): Promise<void>
  tell(message: Extract<ToObserver, { type: 'line' }>): void
  /** Resolves when it looks no more. */
  freeze(): Promise<void>
  /** Resolves when all events were heard. */
  finish(what: Told<'end'>): Promise<Heard<'done'>>
  readonly stuck: Heard<'stuck'>['who']
  /** Ends the worker. */
  end(): Promise<void>
}

/** Starts the worker; resolves when it is ready, about 50 ms later. */
export async function observerLine(file: string, data: Omit<ObserverData, 'bell'>): Promise<ObserverLine> {
  const bell = new SharedArrayBuffer(4)
  const rung = new Int32Array(bell)
  // no loaders or flags of the host's: the worker's file is plain JavaScript
  const worker = new Worker(file, { workerData: { ...data, bell } satisfies ObserverData, execArgv: [], name: 'command observer' })
  const waiting = new Map<FromObserver['type'], (message: FromObserver) => void>()
  let fail: (error: Error) => void = () => {}
  const fault = new Promise<never>((_, reject) => {
    fail = reject
  })
  // heard by whoever waits for a message then
  fault.catch(() => {})
  let listener: Parameters<ObserverLine['hear']>[0] | null = null
  let stuck: Heard<'stuck'>['who'] = 'nobody'

  worker.once('error', (error) => {
    fail(error instanceof Error ? error : new Error(String(error)))
    listener?.fault()
  })
  worker.on('message', (message: FromObserver) => {
    if (message.type === 'batch') listener?.batch(message.batch)
    else if (message.type === 'stuck') {
      stuck = message.who
      listener?.stuck(stuck)
    } else waiting.get(message.type)?.(message)
  })

  const comes = <Type extends FromObserver['type']>(type: Type): Promise<Heard<Type>> =>
    Promise.race([fault, new Promise<Heard<Type>>((resolve) => waiting.set(type, (message) => resolve(message as Heard<Type>)))])

  const tell = (message: ToObserver): void => worker.postMessage(message)
  function ring(message: ToObserver): void {
    tell(message)
    Atomics.store(rung, 0, 1)
    Atomics.notify(rung, 0)
  }

  await comes('ready')
  return {
    hear(those) {
      listener = those
    },
    async attach(what) {
      const attached = comes('attached')
      tell({ type: 'attach', ...what })
      await attached
    },
    tell,
    async freeze() {
      const frozen = comes('frozen')
      ring({ type: 'freeze' })
      await frozen
    },
    async finish(what) {
      const done = comes('done')
      ring({ type: 'end', ...what })
      return done
    },
    get stuck() {
      return stuck
    },
    async end() {
      await worker.terminate()
    }
  }
}
