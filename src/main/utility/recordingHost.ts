import type { MessagePortMain, ParentPort } from 'electron'
import type { RecordingMessage } from '../../preload/contract'
import { type HostedRecording, hostRun } from '../../recorders/hostRun'
import { recorderOf } from '../../recorders/recorderOf'
import type { HostAsk, HostEnded, HostStart } from './hostMessage'

/*
 * The entry of a recording host: one process a run. It records, writes the file and feeds the window; it obeys main, and ends with main, so that nothing of a
 * run outlives the app.
 */
const { parentPort }: { readonly parentPort: ParentPort } = process
let recording: HostedRecording | null = null

parentPort.on('message', ({ data, ports }: { data: HostStart | HostAsk; ports: MessagePortMain[] }) => {
  if (data.type === 'start') begin(data, ports[0])
  else if (data.type === 'stop') void recording?.stop()
  else if (data.type === 'mark') recording?.mark(data.text)
  else void recording?.kill()
})

function begin({ plan, file, resources }: HostStart, window: MessagePortMain | undefined): void {
  if (recording !== null || window === undefined) throw new Error('a recording host runs one plan, and needs a port to the window')
  recording = hostRun(recorderOf(plan.engine, resources), plan, file, (news: RecordingMessage) => window.postMessage(news))
  // the window closes its end when it has heard the last message: leaving earlier could lose what is still on its way
  const heard = new Promise<void>((resolve) => window.once('close', resolve))
  window.start()
  void recording.ended.then(async (end) => {
    parentPort.postMessage({ type: 'ended', end } satisfies HostEnded)
    await heard
    process.exit(0)
  })
}

// main may be killed without a word; then this process belongs to another parent, and nobody is left to obey
const parent = process.ppid
setInterval(() => {
  if (process.ppid === parent) return
  void (recording?.kill() ?? Promise.resolve()).finally(() => process.exit(1))
}, 500)
