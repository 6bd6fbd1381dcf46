import { expect, test } from 'vitest'
import { eventCode } from '../../../src/core/trace/event'
import { rowKind } from '../../../src/recorders/python/layout'
import { liveThreads } from '../../../src/recorders/python/liveThreads'
import { newStore } from '../../../src/recorders/python/store'
import { tellProcesses } from '../../../src/recorders/python/tellProcesses'

/** The stores of a parent, a server of forks and a child that the server forked for the parent, and what is told of their rows. */
function family() {
  const [parent, server, child] = [newStore('first', []), newStore('server', []), newStore('child', [])]
  const told: { readonly type: number; readonly thread: number; readonly object: number; readonly text: string | null }[] = []
  let lanes = 1
  const teller = tellProcesses(liveThreads(), (uid) => [parent, server, child].find((store) => store.uid === uid), {
    push: (type, thread, object, _line, _value, text) => void told.push({ type, thread, object, text }),
    declare: () => 0,
    freeLane: () => lanes++
  })
  const say = (store: typeof parent, kind: number, number: number, text: string | null): void => {
    const lane = store.threads.get(0) ?? 0
    teller.row(store, kind, lane, 0, number, 7, -1, text)
  }
  teller.first(parent, 100)
  parent.threads.set(0, 0)
  say(server, rowKind.processBegan, 0, JSON.stringify({ how: 'spawn', pid: 101, parent: 100, name: null, above: 'first', serves: true }))
  const rows = {
    begins: () =>
      say(child, rowKind.processBegan, 0, JSON.stringify({ how: 'fork', pid: 102, parent: 101, name: null, above: 'server', thread: 0, objects: 0 })),
    started: () => say(parent, rowKind.processStarted, 102, JSON.stringify({ name: 'worker', command: '' })),
    joins: () => say(parent, rowKind.processJoinBegan, 102, null),
    named: () => say(child, rowKind.processNamed, 0, 'worker')
  }
  return { rows, told, child }
}

test.each([
  ['begins', 'started', 'joins', 'named'],
  ['started', 'joins', 'begins', 'named'],
  ['started', 'begins', 'named', 'joins']
] as const)('a process that a server forks is started once and waited for, whoever is quicker: %s, %s, %s, %s', (...order) => {
  const { rows, told, child } = family()
  for (const row of order) rows[row]()
  expect(told.filter(({ type }) => type === eventCode.threadStarted).map(({ text }) => text)).toEqual(['worker'])
  const [waits] = told.filter(({ type }) => type === eventCode.joinBegan)
  expect(waits?.thread).toBe(0)
  // what the child does is told of the lane that its parent waits for
  expect(child.threads.get(0)).toBe(waits?.object)
})
