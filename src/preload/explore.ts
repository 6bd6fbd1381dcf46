import { ipcRenderer } from 'electron'
import type { SearchNews } from '../core/explorer/explorerMessage'
import type { Answer, Door } from './contract'

/** What main sends about a search besides its answer; either may come before the other. */
interface Search {
  readonly port: PromiseWithResolvers<MessagePort>
  readonly lost: PromiseWithResolvers<void>
}

const searches = new Map<number, Search>()
ipcRenderer.on('explore:port', (event, { search }: { search: number }) => {
  const [port] = event.ports
  if (port) searchOf(search).port.resolve(port)
})
ipcRenderer.on('explore:lost', (_event, { search }: { search: number }) => searchOf(search).lost.resolve())

function searchOf(number: number): Search {
  const known = searches.get(number) ?? { port: Promise.withResolvers<MessagePort>(), lost: Promise.withResolvers<void>() }
  searches.set(number, known)
  return known
}

/** See `Door`. */
export const explore: Door['explore'] = async (plan, hear) => {
  const answer = (await ipcRenderer.invoke('explore:start', plan)) as Answer<'explore:start'>
  if (!answer.ok) return answer
  const { port, lost } = searchOf(answer.value.search)
  const finish = connect(await port.promise, hear)
  // what a lost process sent may still be on its way through the port: main's word can overtake it
  void lost.promise.then(() => setTimeout(finish, 200)).finally(() => searches.delete(answer.value.search))
  return answer
}

/** Hands on what comes; gives what to call when the process is gone. */
function connect(port: MessagePort, hear: (news: SearchNews) => void): () => void {
  let over = false
  const finish = (news: SearchNews): void => {
    if (over) return
    over = true
    // this also tells the host that everything was heard
    port.close()
    hear(news)
  }
  port.onmessage = ({ data }: MessageEvent<SearchNews>) => {
    if (data.type === 'progress') hear(data)
    else finish(data)
  }
  return () => finish({ type: 'broken', what: 'The process that searched ended before it was done.' })
}
