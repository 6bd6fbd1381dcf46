/** What commands can do with the timeline that is on screen. */
export interface TimelineMoves {
  zoom(factor: number): void
  pan(share: number): void
  fit(): void
}

/** Hands commands on to whichever timeline is on screen; does nothing while there is none. */
export interface TimelineControl extends TimelineMoves {
  /** Connects a timeline; gives the way to disconnect it. */
  attach(moves: TimelineMoves): () => void
}

/** A control that no timeline is connected to yet. */
export function timelineControl(): TimelineControl {
  let shown: TimelineMoves | null = null
  return {
    attach(moves) {
      shown = moves
      return () => {
        if (shown === moves) shown = null
      }
    },
    zoom: (factor) => shown?.zoom(factor),
    pan: (share) => shown?.pan(share),
    fit: () => shown?.fit()
  }
}
