import { once } from 'node:events'
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import type { RunEnd } from '../recorders/recorder'
import type { HostAsk, HostEnded, HostStart } from './utility/hostMessage'

/** A recording host that was started: one process a run. */
export interface HostProcess {
  /** Resolves when the process is gone: to the run's end when it was closed properly before, else to null. Never rejects. */
  readonly gone: Promise<RunEnd | null>
  /** Puts a person's mark into the recording. */
  mark(text: string): void
  /** Asks the run to end and waits until the process is gone, by force after 3.5 s. */
  stop(): Promise<void>
  /** Ends the run with all its processes at once, by force after 1 s. */
  kill(): Promise<void>
}

// The host itself asks the program, then makes it, and is done within 3 s; only a host that hangs is met by the longer of these.
const stopMs = 3500
const killMs = 1000
// a window that is busy painting may take its time with the last messages
const deliveryMs = 1500

/** A host that was started before anybody knew for what: starting a process takes longer than a person likes to wait for the first lane. */
export interface SpareHosts {
  /** Sees to it that there is one. */
  prepare(): void
  /** Hands a host its plan and the port to the window, and sees it to its end. */
  begin(start: HostStart, port: MessagePortMain): HostProcess
  /** Ends the one that waits. */
  end(): Promise<void>
}

/** Makes hosts from their entry file. */
export function spareHosts(entry: string): SpareHosts {
  let spare: UtilityProcess | null = null

  function fork(): UtilityProcess {
    const child = utilityProcess.fork(entry, [], { serviceName: 'Recording', stdio: 'inherit' })
    child.once('exit', () => {
      if (spare === child) spare = null
    })
    return child
  }

  return {
    prepare() {
      spare ??= fork()
    },
    begin(start, port) {
      const child = spare ?? fork()
      spare = null
      return hostOf(child, start, port)
    },
    async end() {
      const child = spare
      spare = null
      if (child?.pid === undefined) return
      const gone = exitOf(child)
      child.kill()
      await gone
    }
  }
}

function hostOf(child: UtilityProcess, start: HostStart, port: MessagePortMain): HostProcess {
  let closed: RunEnd | null = null
  child.on('message', (message: HostEnded) => {
    closed = message.end
    // all is written; the host goes by itself as soon as the window has heard everything
    const force = setTimeout(() => child.kill(), deliveryMs)
    child.once('exit', () => clearTimeout(force))
  })
  child.postMessage(start, [port])
  const gone = exitOf(child).then(() => closed)
  const end = async (ask: HostAsk, ms: number): Promise<void> => {
    child.postMessage(ask)
    const force = setTimeout(() => child.kill(), ms)
    await gone
    clearTimeout(force)
  }
  const mark = (text: string): void => child.postMessage({ type: 'mark', text } satisfies HostAsk)
  return { gone, mark, stop: () => end({ type: 'stop' }, stopMs), kill: () => end({ type: 'kill' }, killMs) }
}

async function exitOf(child: UtilityProcess): Promise<void> {
  await once(child, 'exit')
}
