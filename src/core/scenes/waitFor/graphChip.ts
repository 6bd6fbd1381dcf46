import { objectId, threadId } from '../../trace/ids'
import type { SceneNode } from './graphGeometry'
import type { Metrics } from '../look/metrics'
import type { Chip } from '../shape'
import { threadLook } from '../look/threadLook'
import type { TraceIndex } from '../traceIndex'
import type { WaitForGraph } from './waitForGraph'

/** A node of the wait-for graph: a thread's number on its colour, or an object's letter in its owner's. Faint when it neither holds nor waits nor is held. */
export function graphChip({ objects }: TraceIndex, graph: WaitForGraph, { key, name, x, y, radius }: SceneNode, metrics: Metrics, isActive: boolean): Chip {
  const isInCycle = graph.inCycle.has(key)
  const id = Number(key.slice(1))
  const row = key.startsWith('o') ? objects.find(({ info }) => info.id === id) : undefined
  // who merely waits for the ring is stuck with it, and no part of it
  const isBehind = graph.behind.has(key) && !isInCycle
  const isThread = key.startsWith('t')
  return {
    type: 'chip',
    x: x - radius,
    y: y - radius,
    width: radius * 2,
    height: radius * 2,
    shape: isThread ? 'circle' : (row?.look.shape ?? 'square'),
    fill: isThread ? threadId(id) : (graph.owners.get(objectId(id)) ?? null),
    stroke: isInCycle || graph.stuck.has(key) ? 'danger' : 'ink',
    strokeWidth: metrics.rule + (isInCycle ? 1 : -1),
    dash: isBehind ? [4, 3] : (row?.look.dash ?? []),
    text: isThread ? threadLook(threadId(id)).number : (row?.look.letter ?? ''),
    size: Math.round(Math.min(metrics.label * 1.25, radius)),
    opacity: isActive ? 1 : 0.35,
    title: isBehind ? `${name}, behind the ring` : graph.stuck.has(key) ? `${name}, stuck for ever` : name
  }
}
