import { exitWords } from '../../core/scenes/processes/exitWords'
import { plainText } from '../../core/scenes/plainText'
import type { Descriptor, DescriptorsSnapshot, MapsSnapshot, Region, SystemThread, TreeSnapshot } from '../../core/trace/snapshot'
import { section } from '../analyze/section'

/** A process for people: who it is, its threads, its memory in sum and by region, and its files. Sizes in KiB. Ends with a newline. */
export function processWords(pid: number, seen: TreeSnapshot & MapsSnapshot & DescriptorsSnapshot): string {
  const { regions, descriptors, threads } = seen
  const sum = (of: (region: Region) => number): string => regions.reduce((total, region) => total + of(region), 0).toLocaleString('en')
  const alone = sum(({ privateClean, privateDirty }) => privateClean + privateDirty)
  const lines = [
    `process ${pid}: ${sum(({ size }) => size)} KiB of addresses, ${sum(({ resident }) => resident)} KiB resident, of which ${alone} KiB its own and ${sum(({ sharedClean, sharedDirty }) => sharedClean + sharedDirty)} KiB shared`,
    identity(seen),
    ...section('Threads: number, name, state, seconds on a processor, switches of its own will and against it', threads.map(threadRow)),
    ...section('Memory: address, mode, size, resident, changed by itself alone (KiB), what', regions.map(regionRow)),
    ...section('File descriptors', descriptors.map(descriptorRow))
  ]
  return `${lines.join('\n')}\n`
}

const identity = ({ command, name, parent, state, exit }: TreeSnapshot): string =>
  `${plainText(command.join(' ') || name)}: ${exit === null ? state : exitWords(exit)}, child of ${parent}`

const threadRow = ({ id, name, state, cpuTime, voluntary, involuntary }: SystemThread): string[] => [
  String(id),
  plainText(name),
  state,
  (cpuTime / 1e9).toFixed(3),
  `${voluntary.toLocaleString('en')} / ${involuntary.toLocaleString('en')}`
]

function regionRow({ from, mode, size, resident, privateDirty, what, name }: Region): string[] {
  const path = name === '' || name.startsWith('[') ? '' : `  ${name}`
  return [from, mode, String(size), String(resident), String(privateDirty), plainText(`${what}${path}`)]
}

const descriptorRow = ({ number, target, mode, position }: Descriptor): string[] => [
  String(number),
  mode,
  position === null ? '' : `at byte ${position.toLocaleString('en')}`,
  plainText(target)
]
