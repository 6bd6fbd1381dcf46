import type { ProcessIndex } from '../../analysis/processes'
import type { Moment, ProcessId } from '../../trace/ids'
import { type DescriptorRow, descriptorRows } from './descriptorRows'

/** The files of a process as last seen, and what it shares of them with those of its relatives who live; null when they were not seen. */
export function fileRows(index: ProcessIndex, process: ProcessId, kin: readonly ProcessId[], at: Moment): DescriptorRow[] | null {
  const own = index.descriptorsAt(process, at)
  if (own?.read.ok !== true) return null
  const gone = new Set(index.lives.flatMap((life) => (life.exitedAt !== null && life.exitedAt <= at ? [life.process] : [])))
  const others = kin.flatMap((other) => {
    const look = gone.has(other) ? null : index.descriptorsAt(other, at)
    return look?.read.ok === true ? [{ process: other, descriptors: look.read.value.descriptors }] : []
  })
  return descriptorRows(own.read.value.descriptors, others)
}
