import { parentPort, workerData } from 'node:worker_threads'
import { eventCode } from '../../../core/trace/event'
import { Raised } from '../memory/raised'
import { words, workerState, workerWord } from '../memory/runMemory'
import { type Compiled, runtime } from './runtime'
import type { WorkerData, WorkerFault } from '../memory/workerData'

/*
 * A worker of the threads engine: waits for a thread, runs it, waits for the next one. It never goes back to its event loop; the host ends it from outside.
 */
const { program, code, detail, memory, ring, slot }: WorkerData = workerData
const control = new Int32Array(memory.control)
const R = runtime(program, memory, ring, detail)
// the text comes from generateCode, which writes nothing of the program into it but numbers and quoted strings
// oxlint-disable-next-line typescript/no-implied-eval -- running a program of the user's is what this file is for
const compile = new Function('R', code)
const { functions, loadNames }: { readonly functions: readonly Compiled[]; readonly loadNames: () => void } = compile(R)

function run(thread: number): void {
  R.journal.begin(thread)
  const end = (line: number, failed: boolean): void => {
    // before main counts as ended, so that no worker of a pool is seen to wait for ever
    if (thread === 0) R.pools.closeAll(line)
    R.threads.end(line, failed)
  }
  try {
    try {
      R.memory.enter(thread, R.threads.name(null, 0))
      loadNames()
    } finally {
      // whoever started it goes on, also where there was no memory for a process
      R.threads.begin()
    }
    const { target, given, madeAt } = R.threads.task(thread)
    R.callee(functions, target, given.length, madeAt)(...given)
    end(R.lastLine(), false)
  } catch (error) {
    if (!(error instanceof Raised)) throw error
    R.journal.note(eventCode.raised, -1, error.line, 0, `${error.kind}: ${error.message}`)
    end(error.line, true)
  }
}

function waitForThread(): number {
  for (;;) {
    const state = Atomics.load(control, workerWord(slot))
    if (state >= workerState.firstThread) return state - workerState.firstThread
    Atomics.wait(control, workerWord(slot), state)
  }
}

function beIdle(): void {
  Atomics.store(control, workerWord(slot), workerState.idle)
  Atomics.add(control, words.warm, 1)
  Atomics.notify(control, words.warm)
}

try {
  for (;;) {
    beIdle()
    run(waitForThread())
  }
} catch (error) {
  const fault: WorkerFault = { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  parentPort?.postMessage(fault)
}
