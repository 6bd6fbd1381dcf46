import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deadlocksAt } from '../../../src/core/analysis/deadlocks'
import { traceBuilder } from '../../../src/core/trace/builder'
import { moment, noThread, objectId, threadId } from '../../../src/core/trace/ids'
import { type Trace, threadName } from '../../../src/core/trace/trace'
import { madeUpHeader } from '../trace/arbitrary'

type Units = Readonly<Record<string, number>>
/** Units held and wanted by threads ("reusable"), or threads of which any may wake a waiter ("or"). */
interface Graph {
  readonly id: string
  readonly total?: Units
  readonly allocation?: Readonly<Record<string, Units>>
  readonly request?: Readonly<Record<string, Units>>
  readonly waits?: Readonly<Record<string, readonly string[]>>
  readonly expect: { readonly deadlocked: readonly string[] }
}

const graphs: Graph[] = JSON.parse(readFileSync(new URL('../../facts/engine/resource-graphs.json', import.meta.url), 'utf8'))
// a thread asks for one unit of one object at a time, so a graph with larger requests is no state of ours
const single = (graph: Graph): boolean => Object.values(graph.request ?? {}).every((wants) => Object.keys(wants).length === 1 && Object.values(wants)[0] === 1)

/** Units as semaphores (of one permit: as rlocks, which only their owner gives back); "any of" as a semaphore whose permits those threads hold. */
function traceOfGraph({ total = {}, allocation = {}, request = {}, waits = {} }: Graph): Trace {
  const builder = traceBuilder(madeUpHeader({ unit: 'steps' }))
  const names = [...new Set([...Object.keys(allocation), ...Object.keys(request), ...Object.keys(waits), ...Object.values(waits).flat()])].toSorted()
  const common = (thread: string, at: number) => ({ thread: threadId(names.indexOf(thread)), at: moment(at), line: 0 })
  for (const name of names) builder.add({ type: 'threadStarted', ...common(name, 0), parent: noThread, name })
  let objects = 0
  const declare = (name: string, capacity: number) => {
    const object = objectId(objects++)
    const kind = capacity === 1 ? 'rlock' : 'semaphore'
    builder.add({ type: 'declared', ...common(names[0] ?? '', 0), object, kind, name, capacity: kind === 'rlock' ? null : capacity })
    return object
  }
  const units = new Map(Object.entries(total).map(([name, count]) => [name, declare(name, count)]))
  const object = (name: string) => units.get(name) ?? objectId(-1)
  for (const [thread, held] of Object.entries(allocation)) {
    for (const [name, count] of Object.entries(held))
      for (let i = 0; i < count; i++) builder.add({ type: 'acquired', ...common(thread, 1), object: object(name) })
  }
  for (const [thread, wants] of Object.entries(request)) {
    for (const name of Object.keys(wants)) builder.add({ type: 'requested', ...common(thread, 2), object: object(name), timeout: null })
  }
  for (const [thread, wakers] of Object.entries(waits)) {
    const awaited = declare(`of ${thread}`, wakers.length)
    for (const waker of wakers) builder.add({ type: 'acquired', ...common(waker, 1), object: awaited })
    builder.add({ type: 'requested', ...common(thread, 2), object: awaited, timeout: null })
  }
  return builder.trace()
}

test.each(graphs.filter(single).map((graph) => [graph.id, graph] as const))('%s: the stuck threads are those of the reduction', (_, graph) => {
  const trace = traceOfGraph(graph)
  const stuck = deadlocksAt(trace, trace.end).flatMap(({ threads }) => threads.map((id) => threadName(trace, id)))
  expect(stuck.toSorted()).toEqual(graph.expect.deadlocked)
})

test('all graphs but the one with larger requests were looked at', () => {
  expect(graphs.filter((graph) => !single(graph)).map(({ id }) => id)).toEqual(['coffman-ok'])
})
