import { once } from 'node:events'
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron'
import { success } from '../core/trace/problem'
import type { Handlers } from './ipc'
import { whenGone } from './leaving'
import type { SearchStart, SearchTold } from './utility/searchMessage'

/** All large searches of this app. */
export interface Searches {
  readonly answers: Pick<Handlers, 'explore:start' | 'explore:tell'>
  /** Ends every search, and resolves when no host is left. */
  endAll(): Promise<void>
}

// A cancelled search reports what it found and goes as soon as that was heard; of ten million states that takes a while.
const reportMs = 20_000

/** Searches all orders of large programs, each in a process of its own that goes with the page that asked. `hostEntry` is the entry file of the search host. */
export function searches(hostEntry: string): Searches {
  const hosts = new Map<number, UtilityProcess>()
  let last = 0

  function begin(start: Omit<SearchStart, 'type'>, asker: WebContents): number {
    const search = ++last
    const host = utilityProcess.fork(hostEntry, [], { serviceName: 'Search', stdio: 'inherit' })
    const { port1, port2 } = new MessageChannelMain()
    host.postMessage({ type: 'start', ...start } satisfies SearchStart, [port1])
    asker.postMessage('explore:port', { search }, [port2])
    hosts.set(search, host)
    const stay = whenGone(asker, () => host.kill())
    host.once('exit', () => {
      hosts.delete(search)
      stay()
      // heard only by a window that still waits for the last word
      if (!asker.isDestroyed()) asker.send('explore:lost', { search })
    })
    return search
  }

  return {
    answers: {
      'explore:start': (start, asker) => success({ search: begin(start, asker) }),
      'explore:tell': ({ search, ask }) => {
        const host = hosts.get(search)
        if (ask === 'leave') host?.kill()
        else host?.postMessage({ type: ask } satisfies SearchTold)
        if (host && ask === 'cancel') forceAfter(host, reportMs)
        return null
      }
    },
    async endAll() {
      await Promise.all([...hosts.values()].map(killed))
    }
  }
}

function forceAfter(host: UtilityProcess, ms: number): void {
  const force = setTimeout(() => host.kill(), ms)
  host.once('exit', () => clearTimeout(force))
}

async function killed(host: UtilityProcess): Promise<void> {
  const gone = once(host, 'exit')
  host.kill()
  await gone
}
