import { type Loss, lossesOf } from '../../core/analysis/losses'
import { type TraceBuilder, traceBuilder } from '../../core/trace/builder'
import type { Header } from '../../core/trace/header'
import { type Moment, moment } from '../../core/trace/ids'
import type { RecordingMessage } from '../../preload/contract'
import type { RealRun } from './realRun'

// At most about 15 pictures a second while events stream in.
const shortestPause = 66
// Whoever has pressed Record waits for the first one: no longer than until it has a lane.
const firstPause = 30
// A picture of a long trace takes long: nine tenths of the time are left to the person.
const pauseShare = 9

// The usual limit of a recording: memory that is not written to costs nothing, but growing to it copies for up to 90 ms between two frames.
const usualMost = 2 ** 20

// While nothing happens, time passes all the same: four pictures a second show that.
const idlePause = 250
// Events are on their way for so long: up to now less this it is known that no others have happened, nanoseconds.
const lag = 250e6

/** Gathers a recording's messages into a growing trace and tells, not too often, what there is. While the run goes on, its trace reaches up to now, also where nothing happens. */
export function liveTrace(show: (part: Partial<RealRun>) => void): (message: RecordingMessage) => void {
  let builder: TraceBuilder | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let cost = 0
  let bytes = 0
  let losses: readonly Loss[] = []
  let isIdleTimer = false
  let running = false
  let reached = moment(0)

  /** Up to when it is known what has happened; it never goes back, whatever the wall clock does. */
  function until(header: Header): Moment {
    if (running && header.clock.unit === 'nanoseconds') reached = moment(Math.max(reached, (Date.now() - Date.parse(header.clock.origin)) * 1e6 - lag))
    return reached
  }

  function arm(pause: number, idle: boolean): void {
    if (timer !== null) clearTimeout(timer)
    isIdleTimer = idle
    timer = setTimeout(picture, Math.max(pause, pauseShare * cost))
  }

  function disarm(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  const snapshot = (): Pick<RealRun, 'trace' | 'events' | 'bytes' | 'losses'> => ({
    trace: builder?.trace(until(builder.header)) ?? null,
    events: builder?.length ?? 0,
    bytes,
    losses
  })

  function picture(): void {
    timer = null
    const began = performance.now()
    show(snapshot())
    // what the change costs is known once it has been worked out and painted
    requestAnimationFrame(() => {
      cost = performance.now() - began
    })
    if (running) arm(idlePause, true)
  }

  function finish(message: Extract<RecordingMessage, { type: 'ended' }>): void {
    disarm()
    running = false
    reached = moment(0)
    show({ stage: 'ended', ended: message, ...snapshot() })
  }

  return (message) => {
    switch (message.type) {
      case 'header':
        builder = traceBuilder(message.header, usualMost)
        running = true
        arm(idlePause, true)
        return show({ stage: 'running', ...snapshot() })
      case 'batch': {
        const pause = builder?.length === 0 ? firstPause : shortestPause
        builder?.append(message.batch)
        bytes = message.bytes
        losses = lossesOf(message.batch, losses)
        if (timer === null || isIdleTimer) arm(pause, false)
        return
      }
      case 'stage':
        // a run in which nobody can go on stands still, and so does its picture
        running = message.stage === 'running'
        if (running) arm(idlePause, true)
        return show({ stage: message.stage, ...snapshot() })
      case 'unwritten':
        return show({ unwritten: message.problem, ...snapshot() })
      case 'ended':
        return finish(message)
    }
  }
}
