import { type Loss, lossesOf } from '../../core/analysis/losses'
import { type TraceBuilder, traceBuilder } from '../../core/trace/builder'
import type { RecordingMessage } from '../../preload/contract'
import type { RealRun } from './realRun'

// At most about 15 pictures a second while events stream in.
const shortestPause = 66
// A picture of a long trace takes long: nine tenths of the time are left to the person.
const pauseShare = 9

// The usual limit of a recording: memory that is not written to costs nothing, but growing to it copies for up to 90 ms between two frames.
const usualMost = 2 ** 20

/** Gathers a recording's messages into a growing trace and tells, not too often, what there is. */
export function liveTrace(show: (part: Partial<RealRun>) => void): (message: RecordingMessage) => void {
  let builder: TraceBuilder | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let cost = 0
  let bytes = 0
  let losses: readonly Loss[] = []

  const snapshot = (): Pick<RealRun, 'trace' | 'events' | 'bytes' | 'losses'> => ({
    trace: builder?.trace() ?? null,
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
  }

  function finish(message: Extract<RecordingMessage, { type: 'ended' }>): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    show({ stage: 'ended', ended: message, ...snapshot() })
  }

  return (message) => {
    switch (message.type) {
      case 'header':
        builder = traceBuilder(message.header, usualMost)
        return show({ stage: 'running', ...snapshot() })
      case 'batch':
        builder?.append(message.batch)
        bytes = message.bytes
        losses = lossesOf(message.batch, losses)
        timer ??= setTimeout(picture, Math.max(shortestPause, pauseShare * cost))
        return
      case 'stage':
        return show({ stage: message.stage, ...snapshot() })
      case 'unwritten':
        return show({ unwritten: message.problem, ...snapshot() })
      case 'ended':
        return finish(message)
    }
  }
}
