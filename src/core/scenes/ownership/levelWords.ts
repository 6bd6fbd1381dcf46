import type { ObjectInfo } from '../../trace/trace'

/** How much there is of what an object counts, in words: `2 of 3 values`, `set`, `1 of 2 arrived`, `1 waits`; the second, shorter form is for narrow places. */
export function levelWords({ kind, capacity }: ObjectInfo, level: number): { readonly long: string; readonly short: string } {
  const short = String(level)
  if (kind === 'event') return level > 0 ? { long: 'set', short: 'set' } : { long: 'not set', short: '' }
  if (kind === 'barrier') return { long: `${level} of ${capacity ?? '?'} arrived`, short }
  if (kind === 'condition') return { long: level === 0 ? 'nobody waits' : level === 1 ? '1 waits' : `${level} wait`, short }
  if (level === 0) return { long: 'empty', short }
  return { long: capacity === null ? `${level} ${level === 1 ? 'value' : 'values'}` : `${level} of ${capacity} values`, short }
}

/** What is not known of an object once events were lost. */
export const unknownWords = ({ kind }: ObjectInfo): string => {
  if (kind === 'event') return 'whether it is set is not known'
  if (kind === 'barrier') return 'how many have arrived is not known'
  if (kind === 'condition') return 'how many wait is not known'
  if (kind === 'queue') return 'how many values it has is not known'
  return kind === 'future' ? 'who works on it is not known' : 'who holds it is not known'
}

/** How much an object can hold, in words: `2 permits`, `3 parties`, `2 places`; empty where there is nothing to say. */
export function capacityWords({ kind, capacity }: ObjectInfo): string {
  if (capacity === null) return kind === 'queue' ? 'no bound' : ''
  if (kind === 'barrier') return capacity === 1 ? '1 party' : `${capacity} parties`
  const [one, several] = kind === 'queue' ? ['place', 'places'] : ['permit', 'permits']
  return `${capacity} ${capacity === 1 ? one : several}`
}
