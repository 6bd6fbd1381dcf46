import type { Place } from './sessionState'

function key(place: Place, file: string): string {
  const name = place.kind === 'file' || place.kind === 'recording' ? `${place.kind}:${place.path}` : file
  return `draft:${name}`
}

/** Edited texts outlive the window, so that nothing a person typed is ever lost. A lesson and a scenario with the same program share one. */
export const drafts = {
  /** The edited text of what is open at a place; null when it was not edited. */
  read: (place: Place, file: string): string | null => localStorage.getItem(key(place, file)),
  /** Keeps a text; one that is as it was opened needs no keeping. */
  keep(place: Place, file: string, text: string, original: string): void {
    if (text === original) return localStorage.removeItem(key(place, file))
    try {
      localStorage.setItem(key(place, file), text)
    } catch {
      // the browser's store is full: the text still stands in the window, and closing asks
    }
  }
}
