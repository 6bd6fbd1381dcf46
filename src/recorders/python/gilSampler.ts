import type { EventColumns, GrowingColumns } from '../../core/trace/columns'
import { type ProcFile, procFile } from '../command/procFile'
import { processMemory } from '../command/processMemory'
import { waitCalls } from '../command/waitCalls'
import { rowKind } from './layout'
import type { GilWords, Ready } from './pythonHeader'

/** Looks at the GIL of a running Python from outside. */
export interface GilSampler {
  /** New rows of the tracer: threads say in them how the interpreter knows them. */
  learn(rows: EventColumns, from: number): void
  /** What was seen and what was not, for people. */
  notes(): string[]
  close(): void
}

/** Looks a second that are asked for: a thread may keep the GIL for 5 ms when others want it. */
const hz = 500
/** Bytes of the GIL's words, and of all that threads may wait at inside of it. */
const wordBytes = 32
const wholeBytes = 256

/** The rows that wait for their turn now. */
type Rows = () => GrowingColumns

interface Thread {
  readonly lane: number
  readonly syscall: ProcFile
  waits: boolean
}

/** Starts looking, and adds what it sees to the rows; when it cannot look, its notes say why. */
export function gilSampler(ready: Ready, rows: Rows, clock: () => number): GilSampler {
  const words: GilWords = ready.gilWords ?? { why: 'the tracer does not know where it is' }
  const memory = 'why' in words ? null : processMemory(ready.pid)
  if ('why' in words || memory === null) {
    const why = 'why' in words ? words.why : 'the system does not allow its memory to be read (kernel.yama.ptrace_scope)'
    return { learn: () => {}, notes: () => [`the GIL was not seen: ${why}`], close: () => {} }
  }
  return startSampling(ready.pid, words, memory, rows, clock)
}

function startSampling(
  pid: number,
  words: { readonly address: number; readonly ident: number },
  memory: NonNullable<ReturnType<typeof processMemory>>,
  rows: Rows,
  clock: () => number
): GilSampler {
  const futex = [...waitCalls(process.arch)].find(([, { name }]) => name === 'futex')?.[0] ?? -1
  /** Lanes by the interpreter's idents, and the idents of thread states. */
  const lanes = new Map<number, number>()
  const idents = new Map<number, number>()
  const threads = new Map<number, Thread>()
  const began = clock()
  let holder = -1
  let [samples, firstSwitches, switches, told, last] = [0, -1, 0, began, began]

  function identOf(state: number): number {
    const known = idents.get(state)
    if (known !== undefined) return known
    const ident = Number(memory.read(state + words.ident, 8)?.readBigUInt64LE(0) ?? 0)
    // a thread state is used again for another thread only when its thread has ended: idents are read anew then
    if (lanes.has(ident)) idents.set(state, ident)
    return ident
  }

  function hold(lane: number, at: number): void {
    if (lane === holder) return
    if (holder >= 0) rows().push(rowKind.gilGiven, at, holder, 0, 0, 0, null)
    if (lane >= 0) rows().push(rowKind.gilTaken, at, lane, 0, 0, 0, null)
    holder = lane
  }

  function waitsForIt(thread: Thread): boolean | null {
    const text = thread.syscall.read()
    if (text === null) return null
    const [call, address = 0] = text.split(' ', 2).map(Number)
    return call === futex && address >= words.address + wordBytes && address < words.address + wholeBytes
  }

  function look(): void {
    const at = clock()
    const bytes = memory.read(words.address, wordBytes)
    if (bytes === null) return
    samples++
    last = at
    const isLocked = bytes.readInt32LE(16) !== 0
    const state = Number(bytes.readBigUInt64LE(8))
    switches = Number(bytes.readBigUInt64LE(24))
    if (firstSwitches < 0) firstSwitches = switches
    hold(isLocked ? (lanes.get(identOf(state)) ?? -1) : -1, at)
    for (const [tid, thread] of threads) {
      const waits = waitsForIt(thread)
      if (waits === null) {
        thread.syscall.close()
        threads.delete(tid)
      } else if (waits !== thread.waits) {
        thread.waits = waits
        rows().push(waits ? rowKind.gilWaited : rowKind.gilAgain, at, thread.lane, 0, 0, 0, null)
      }
    }
    if (at - told < 100e6) return
    told = at
    rows().push(rowKind.gilSwitches, at, -1, 0, 0, switches - firstSwitches, null)
  }

  const timer = setInterval(look, 1000 / hz)
  return {
    learn({ type, thread, object, line, value, length }, from) {
      for (let row = from; row < length; row++) {
        if (type[row] === rowKind.threadEnded && thread[row] === holder) hold(-1, clock())
        if (type[row] !== rowKind.native) continue
        const lane = object[row] ?? -1
        idents.clear()
        lanes.set(value[row] ?? 0, lane)
        const tid = line[row] ?? 0
        const syscall = procFile(`/proc/${pid}/task/${tid}/syscall`)
        threads.get(tid)?.syscall.close()
        if (syscall !== null) threads.set(tid, { lane, syscall, waits: false })
      }
    },
    notes() {
      clearInterval(timer)
      const seconds = Math.max(1e-3, (last - began) / 1e9)
      const seen = `the GIL was looked at from outside ${samples} times, ${Math.round(samples / seconds)} times a second (asked: ${hz})`
      return [
        `${seen}; it changed hands ${Math.max(0, switches - Math.max(0, firstSwitches))} times, as the interpreter counts; who held it between two looks is not known`
      ]
    },
    close() {
      clearInterval(timer)
      for (const { syscall } of threads.values()) syscall.close()
      memory.close()
    }
  }
}
