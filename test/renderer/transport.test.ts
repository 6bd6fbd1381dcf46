import { expect, test } from 'vitest'
import { createActor } from 'xstate'
import { type TransportEvent, transportMachine } from '../../src/renderer/session/transportMachine'

function afterEvents(...events: TransportEvent[]) {
  const actor = createActor(transportMachine).start()
  for (const event of events) actor.send(event)
  return actor.getSnapshot()
}

test('the cursor stays between the start and the end', () => {
  const extent: TransportEvent = { type: 'extent', end: 7, grows: false }
  expect(afterEvents(extent, { type: 'seek', to: 9 }).context.cursor).toBe(7)
  expect(afterEvents(extent, { type: 'seek', to: -1 }).context.cursor).toBe(0)
})

test('a run that became shorter takes the cursor along', () => {
  const { context } = afterEvents({ type: 'extent', end: 7, grows: true }, { type: 'seek', to: 7 }, { type: 'extent', end: 3, grows: true })
  expect(context.cursor).toBe(3)
})

test('playing stops by itself at the end', () => {
  expect(afterEvents({ type: 'extent', end: 2, grows: false }, { type: 'play' }, { type: 'seek', to: 2 }).value).toBe('paused')
})

test('playing goes on at the end of steps when more can be taken', () => {
  expect(afterEvents({ type: 'extent', end: 2, grows: true }, { type: 'play' }, { type: 'seek', to: 2 }).value).toBe('playing')
})

test('playing from the end begins again', () => {
  const { value, context } = afterEvents({ type: 'extent', end: 2, grows: false }, { type: 'seek', to: 2 }, { type: 'play' })
  expect([value, context.cursor]).toEqual(['playing', 0])
})

test('a run that is shown pauses where its way ends though it could go on, and play takes it further', () => {
  const shown: TransportEvent[] = [
    { type: 'extent', end: 4, grows: true },
    { type: 'play', until: 4 },
    { type: 'seek', to: 3 }
  ]
  expect(afterEvents(...shown).value).toBe('playing')
  expect(afterEvents(...shown, { type: 'seek', to: 4 }).value).toBe('paused')
  expect(afterEvents(...shown, { type: 'seek', to: 4 }, { type: 'play' }).value).toBe('playing')
})
