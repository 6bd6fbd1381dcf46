import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Answer, Door, Push, RecordingMessage, Request } from './contract'

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

// Main sends the port before it answers, so the port of a run is here when its number is.
const ports = new Map<number, MessagePort>()
const lost = new Map<number, (file: string) => void>()
ipcRenderer.on('record:port', (event, { run }: { run: number }) => {
  const [port] = event.ports
  if (port) ports.set(run, port)
})
ipcRenderer.on('record:lost', (_event, { run, file }: { run: number; file: string }) => lost.get(run)?.(file))

const record: Door['record'] = async (plan, hear) => {
  const answer = await ask('record:start', plan)
  if (answer.ok) connect(answer.value.run, hear)
  return answer
}

function connect(run: number, hear: (message: RecordingMessage) => void): void {
  const port = ports.get(run)
  ports.delete(run)
  if (!port) throw new Error(`no port for run ${run}`)
  const began = performance.now()
  let events = 0
  const finish = (message: RecordingMessage): void => {
    lost.delete(run)
    port.close()
    hear(message)
  }
  port.onmessage = ({ data }: MessageEvent<RecordingMessage>) => {
    if (data.type === 'batch') events += data.batch.length
    if (data.type === 'ended') finish(data)
    else hear(data)
  }
  // The process of the run is gone and nobody said how it ended. What it sent may still be on its way through the port: main's word can overtake it.
  lost.set(run, (file) => setTimeout(() => lost.has(run) && finish(crashed(file, events, performance.now() - began)), 200))
}

const crashed = (file: string, events: number, elapsedMs: number): RecordingMessage => ({
  type: 'ended',
  status: 'killed',
  events,
  dropped: 0,
  elapsedMs,
  problem: { at: 'the recording process', what: 'It ended before the run did.', try: 'What was recorded until then is kept; record again for the rest.' },
  file
})

const pathOf: Door['pathOf'] = (file) => webUtils.getPathForFile(file)
const openDropped: Door['openDropped'] = (file) => {
  const path = pathOf(file)
  const problem = { at: file.name, what: 'This is no file on this machine.', try: 'Save it to disk first, then open it.' }
  return path ? ask('file:dropped', { path }) : Promise.resolve({ ok: false, problem })
}

const door: Door = { ask, listen, pathOf, openDropped, record }
contextBridge.exposeInMainWorld('lab', Object.freeze(door))
