declare module '*.css'

interface Window {
  /** The door to main; see the preload. */
  readonly lab: import('../preload/contract').Door
}
