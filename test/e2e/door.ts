import type { Door } from '../../src/preload/contract'

declare global {
  interface Window {
    readonly lab: Door
  }
}
