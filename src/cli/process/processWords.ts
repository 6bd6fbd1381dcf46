import type { Descriptor, DescriptorsSnapshot, MapsSnapshot, Region } from '../../core/trace/snapshot'
import { section } from '../analyze/section'

/** A process for people: its memory in sum and by region, and its files. Sizes in KiB. Ends with a newline. */
export function processWords(pid: number, { regions, descriptors }: MapsSnapshot & DescriptorsSnapshot): string {
  const sum = (of: (region: Region) => number): string => regions.reduce((total, region) => total + of(region), 0).toLocaleString('en')
  const alone = sum(({ privateClean, privateDirty }) => privateClean + privateDirty)
  const lines = [
    `process ${pid}: ${sum(({ size }) => size)} KiB of addresses, ${sum(({ resident }) => resident)} KiB resident, of which ${alone} KiB its own and ${sum(({ sharedClean, sharedDirty }) => sharedClean + sharedDirty)} KiB shared`,
    ...section('Memory: address, mode, size, resident, changed by itself alone (KiB), what', regions.map(regionRow)),
    ...section('File descriptors', descriptors.map(descriptorRow))
  ]
  return `${lines.join('\n')}\n`
}

function regionRow({ from, mode, size, resident, privateDirty, what, name }: Region): string[] {
  const path = name === '' || name.startsWith('[') ? '' : `  ${name}`
  return [from, mode, String(size), String(resident), String(privateDirty), `${what}${path}`]
}

const descriptorRow = ({ number, target, mode, position }: Descriptor): string[] => [
  String(number),
  mode,
  position === null ? '' : `at byte ${position.toLocaleString('en')}`,
  target
]
