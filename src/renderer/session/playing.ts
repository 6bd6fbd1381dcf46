import type { Actor } from 'xstate'
import type { transportMachine } from './transportMachine'

// a recorded run plays from its start to its end in this time at speed 1
const recordedSeconds = 20

/** Moves the time cursor while the transport plays: one step every half second at speed 1, or an even sweep over a recorded run. Gives the way to stop. */
export function playing(transport: Actor<typeof transportMachine>, isRecorded: () => boolean, step: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  let frame = 0
  let last = 0

  const isPlaying = (): boolean => transport.getSnapshot().value === 'playing'
  // `timer` and `frame` stay set while a step is taken: the changes it makes must not begin a second round
  const stepped = (): void => {
    if (isPlaying()) step()
    timer = isPlaying() ? setTimeout(stepped, 500 / transport.getSnapshot().context.speed) : null
  }
  const swept = (now: number): void => {
    const { cursor, end, speed } = transport.getSnapshot().context
    const passed = Math.min(100, now - last) / 1000
    last = now
    if (isPlaying()) transport.send({ type: 'seek', to: cursor + (end / recordedSeconds) * speed * passed })
    frame = isPlaying() ? requestAnimationFrame(swept) : 0
  }
  const subscription = transport.subscribe(({ value }) => {
    if (value !== 'playing' || timer !== null || frame !== 0) return
    if (isRecorded()) {
      last = performance.now()
      frame = requestAnimationFrame(swept)
    } else timer = setTimeout(stepped, 0)
  })
  return () => {
    subscription.unsubscribe()
    if (timer !== null) clearTimeout(timer)
    cancelAnimationFrame(frame)
  }
}
