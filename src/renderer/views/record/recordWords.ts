import { endingOf, type RealRun } from '../../session/realRun'

/** Where a recording stands, in a sentence. */
export function stageWords(run: RealRun): string {
  switch (run.stage) {
    case 'starting':
      return 'Starting…'
    case 'running':
      return 'Recording.'
    case 'parked':
      return 'Deadlocked: nothing can move any more, and it is kept as it is to be looked at as long as you like. Stop or Kill ends it.'
    case 'stopping':
      return 'Stopping: it was asked to end, and is made to after 3 s. Kill ends it now.'
    case 'ended':
      return run.ended ? `${endingOf(run)} after ${(run.ended.elapsedMs / 1000).toFixed(2)} s.` : ''
  }
}

/** Bytes for people: `1.4 MiB`. */
export const sizeWords = (bytes: number): string => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`)

/** Milliseconds as a clock: `02:03.4`. */
export function clockWords(ms: number): string {
  const tenths = Math.floor(ms / 100)
  const minutes = Math.floor(tenths / 600)
  return `${String(minutes).padStart(2, '0')}:${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`
}
