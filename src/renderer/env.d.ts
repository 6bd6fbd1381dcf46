import type { Door } from '../preload/contract'

declare global {
  interface Window {
    /** The door to main; see the preload. */
    readonly lab: Door
  }
}
