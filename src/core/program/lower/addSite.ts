import type { Lowering } from './lowering'
import type { Site } from '../program'
import type { Span } from '../source'

/** A new site for objects made at this place. `role` tells what an event or queue is for that the program did not ask for itself. */
export function addSite(lowering: Lowering, kind: Site['kind'], name: string, span: Span, role?: Site['role']): number {
  const elements = kind === 'list' || kind === 'queue' || kind === 'record' ? { kinds: new Set<never>(), shared: false } : null
  // A display inside nothing that holds it has no name of its own: `[]` alone says nothing.
  const named = name.startsWith('[') ? '' : name
  return lowering.sites.push({ kind, name: named, elements, ...(role === undefined ? {} : { role }), span }) - 1
}
