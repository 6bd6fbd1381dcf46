import type { DescriptorsSnapshot, MapsSnapshot } from '../../core/trace/snapshot'
import { addressSpace } from '../../recorders/processes/addressSpace'
import { descriptorTable } from '../../recorders/processes/descriptorTable'
import { type Command, json } from '../command'
import { answer, complaintOf, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { processWords } from './processWords'

/** `process PID`: the memory and the open files of a living process. */
export const processCommand: Command = {
  name: 'process',
  summary: 'show the memory of a living process, region by region, and what its file descriptors point to (Linux)',
  operands: ['PID'],
  options: [json],
  rest: null,
  notes: ['Nothing is put into the process and nothing stops it. Processes of other users are shown to root only.'],
  async run(words, terminal) {
    const [text = ''] = words.operands
    if (!/^[1-9]\d{0,8}$/.test(text)) return refuse('', `a process is named by its number, not by '${text}'`, 'process 1234')
    const pid = Number(text)
    const [maps, descriptors] = [addressSpace(pid), descriptorTable(pid)]
    if (!maps.ok) return { ok: false, complaints: [complaintOf('', maps.problem)] }
    if (!descriptors.ok) return { ok: false, complaints: [complaintOf('', descriptors.problem)] }
    const seen: MapsSnapshot & DescriptorsSnapshot = { ...maps.value, ...descriptors.value }
    terminal.out(words.has('json') ? `${JSON.stringify({ process: pid, ...seen })}\n` : processWords(pid, seen))
    return answer(exitCode.finished)
  }
}
