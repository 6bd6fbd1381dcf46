import type { MessagePortMain, ParentPort } from 'electron'
import { createExploration, type Exploration } from '../../core/explorer/exploration'
import type { SearchNews } from '../../core/explorer/explorerMessage'
import { type ServedSearch, serveSearch } from '../../core/explorer/serveSearch'
import { compileFile } from '../../core/notation/compileFile'
import { problemWords } from '../../core/program/compile'
import type { SearchStart, SearchTold } from './searchMessage'

/*
 * The entry of a search host: one process a search. It tells the window how the search stands; it obeys main, and ends when the window has heard the last word, or with main.
 */
const { parentPort }: { readonly parentPort: ParentPort } = process
let search: ServedSearch | null = null

parentPort.on('message', ({ data, ports }: { data: SearchStart | SearchTold; ports: MessagePortMain[] }) => {
  if (data.type === 'start') begin(data, ports[0])
  else search?.ask(data.type)
})

function begin(start: SearchStart, window: MessagePortMain | undefined): void {
  if (search !== null || window === undefined) throw new Error('a search host makes one search, and needs a port to the window')
  const tell = (news: SearchNews): void => window.postMessage(news)
  search = serveSearch((now) => explorationOf(start, now), start.graphLimit, tell, { now: () => performance.now(), later: setImmediate })
  window.once('close', () => process.exit(0))
  window.start()
}

function explorationOf({ file, source, set, options }: SearchStart, now: () => number): Exploration {
  const compiled = compileFile(source, { file, set })
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problemWords(file, problem)).join('\n'))
  return createExploration(compiled.program, options, now)
}

// main may be killed without a word; then this process belongs to another parent, and nobody is left to hear what it finds
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) process.exit(1)
}, 500)
