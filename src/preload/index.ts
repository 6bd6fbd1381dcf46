import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Answer, Door, Push, RecordingMessage, Request } from './contract'
import { explore } from './explore'

// Types only come in: schemas stay with main, which checks. What goes out are functions; never ipcRenderer, an event or a port.

const ask: Door['ask'] = <R extends Request>(request: R, ...question: unknown[]) => ipcRenderer.invoke(request, question[0]) as Promise<Answer<R>>

const listeners = new Set<(push: Push) => void>()
const unheard: Push[] = []
ipcRenderer.on('push', (_event, push: Push) => {
  if (listeners.size === 0) unheard.push(push)
  for (const hear of listeners) hear(push)
})
const listen: Door['listen'] = (hear) => {
  listeners.add(hear)
  for (const push of unheard.splice(0)) hear(push)
  return () => listeners.delete(hear)
}

interface Lost {
  readonly file: string
  /** It was asked to end, and had to be forced. */
  readonly wanted: boolean
}

/** What main sends about a run besides its answer; either may come before the other. */
interface Run {
  readonly port: PromiseWithResolvers<MessagePort>
  /** What is left of a run whose process went without a word. */
  readonly lost: PromiseWithResolvers<Lost>
}
const runs = new Map<number, Run>()
ipcRenderer.on('record:port', (event, { run }: { run: number }) => {
  const [port] = event.ports
  if (port) runOf(run).port.resolve(port)
})
ipcRenderer.on('record:lost', (_event, { run, ...lost }: Lost & { run: number }) => runOf(run).lost.resolve(lost))

function runOf(number: number): Run {
  const known = runs.get(number) ?? { port: Promise.withResolvers<MessagePort>(), lost: Promise.withResolvers<Lost>() }
  runs.set(number, known)
  return known
}

const record: Door['record'] = async (plan, hear) => {
  const answer = await ask('record:start', plan)
  if (answer.ok) connect(await runOf(answer.value.run).port.promise, runOf(answer.value.run).lost.promise, hear)
  return answer
}

function connect(port: MessagePort, lost: Promise<Lost>, hear: (message: RecordingMessage) => void): void {
  const began = performance.now()
  let events = 0
  let ended = false
  const finish = (message: RecordingMessage): void => {
    if (ended) return
    ended = true
    // this also tells the host that everything was heard
    port.close()
    hear(message)
  }
  port.onmessage = ({ data }: MessageEvent<RecordingMessage>) => {
    if (data.type === 'batch') events += data.batch.length
    if (data.type === 'ended') finish(data)
    else hear(data)
  }
  // what a lost process sent may still be on its way through the port: main's word can overtake it
  void lost.then((left) => setTimeout(() => finish(crashed(left, events, performance.now() - began)), 200))
}

const crashed = ({ file, wanted }: Lost, events: number, elapsedMs: number): RecordingMessage => ({
  type: 'ended',
  status: 'killed',
  events,
  dropped: 0,
  elapsedMs,
  problem: wanted
    ? null
    : { at: 'the recording process', what: 'It ended before the run did.', try: 'What was recorded until then is kept; record again for the rest.' },
  file
})

const pathOf: Door['pathOf'] = (file) => webUtils.getPathForFile(file)
const openDropped: Door['openDropped'] = (file) => {
  const path = pathOf(file)
  const problem = { at: file.name, what: 'This is no file on this machine.', try: 'Save it to disk first, then open it.' }
  return path ? ask('file:dropped', { path }) : Promise.resolve({ ok: false, problem })
}

const door: Door = { ask, listen, pathOf, openDropped, record, explore }
contextBridge.exposeInMainWorld('lab', Object.freeze(door))
