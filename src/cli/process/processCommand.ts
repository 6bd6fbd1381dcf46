import type { DescriptorsSnapshot, MapsSnapshot, TreeSnapshot } from '../../core/trace/snapshot'
import { addressSpace } from '../../recorders/processes/addressSpace'
import { descriptorTable } from '../../recorders/processes/descriptorTable'
import { processIdentity } from '../../recorders/processes/processIdentity'
import { type Command, json } from '../command'
import { answer, complaintOf, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { processWords } from './processWords'

/** `process PID`: who a living process is, its threads, its memory and its open files. */
export const processCommand: Command = {
  name: 'process',
  summary: 'show the threads of a living process, its memory region by region, and what its file descriptors point to (Linux)',
  operands: ['PID'],
  options: [json],
  rest: null,
  notes: ['Nothing is put into the process and nothing stops it. Processes of other users are shown to root only.'],
  async run(words, terminal) {
    const [text = ''] = words.operands
    if (!/^[1-9]\d{0,8}$/.test(text)) return refuse('', `a process is named by its number, not by '${text}'`, 'process 1234')
    const pid = Number(text)
    const [who, maps, descriptors] = [processIdentity(pid), addressSpace(pid), descriptorTable(pid)]
    if (!who.ok) return { ok: false, complaints: [complaintOf('', who.problem)] }
    if (!maps.ok) return { ok: false, complaints: [complaintOf('', maps.problem)] }
    if (!descriptors.ok) return { ok: false, complaints: [complaintOf('', descriptors.problem)] }
    const seen: TreeSnapshot & MapsSnapshot & DescriptorsSnapshot = { ...who.value, ...maps.value, ...descriptors.value }
    terminal.out(words.has('json') ? `${JSON.stringify({ process: pid, ...seen })}\n` : processWords(pid, seen))
    return answer(exitCode.finished)
  }
}
