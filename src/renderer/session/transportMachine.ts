import { assign, setup } from 'xstate'

/** Speeds that can be chosen; 1 is two steps a second. */
export const speeds = [0.25, 0.5, 1, 2, 4, 8] as const

/** Where the time cursor stands: steps of a stepped run, nanoseconds of a recorded one. */
export interface TransportContext {
  readonly cursor: number
  readonly end: number
  /** Whether playing past the end makes new steps (a stepped run that can go on). */
  readonly grows: boolean
  readonly speed: number
  /** Where the playing that is under way pauses by itself though the run could go on; null for its end. */
  readonly until: number | null
}

/** What can be asked of the transport. `extent` tells that the run became longer or shorter; a cursor beyond its end moves back to it. */
export type TransportEvent =
  | { readonly type: 'play'; readonly until?: number }
  | { readonly type: 'pause' }
  | { readonly type: 'toggle' }
  | { readonly type: 'seek'; readonly to: number }
  | { readonly type: 'extent'; readonly end: number; readonly grows: boolean }
  | { readonly type: 'speed'; readonly speed: number }

const within = (to: number, end: number): number => Math.min(end, Math.max(0, to))

/** Paused and playing, one cursor. Playing stops by itself at an end that does not grow; playing from such an end begins again. */
export const transportMachine = setup({
  types: { context: {} as TransportContext, events: {} as TransportEvent },
  guards: {
    isOver: ({ context }) => context.cursor >= context.end && !context.grows,
    hasArrived: ({ context }) => context.until !== null && context.cursor >= context.until
  },
  actions: {
    seek: assign(({ context, event }) => (event.type === 'seek' ? { cursor: within(event.to, context.end) } : {})),
    extend: assign(({ context, event }) => (event.type === 'extent' ? { end: event.end, grows: event.grows, cursor: within(context.cursor, event.end) } : {})),
    rewind: assign({ cursor: 0 }),
    aim: assign(({ event }) => ({ until: event.type === 'play' ? (event.until ?? null) : null }))
  }
}).createMachine({
  id: 'transport',
  context: { cursor: 0, end: 0, grows: false, speed: 1, until: null },
  on: {
    seek: { actions: 'seek' },
    extent: { actions: 'extend' },
    speed: { actions: assign({ speed: ({ event }) => event.speed }) }
  },
  initial: 'paused',
  states: {
    paused: {
      on: {
        play: [
          { guard: 'isOver', target: 'playing', actions: ['rewind', 'aim'] },
          { target: 'playing', actions: 'aim' }
        ],
        toggle: [
          { guard: 'isOver', target: 'playing', actions: ['rewind', 'aim'] },
          { target: 'playing', actions: 'aim' }
        ]
      }
    },
    playing: {
      always: [
        { guard: 'isOver', target: 'paused' },
        { guard: 'hasArrived', target: 'paused' }
      ],
      on: { pause: 'paused', toggle: 'paused' }
    }
  }
})
