import { useSyncExternalStore } from 'react'

function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (hear) => {
      query.addEventListener('change', hear)
      return () => query.removeEventListener('change', hear)
    },
    () => query.matches
  )
}

const slim = window.matchMedia('(max-width: 1180px)')
const narrow = window.matchMedia('(max-width: 1180px), (max-height: 790px)')
const dark = window.matchMedia('(prefers-color-scheme: dark)')

/** Height of the window, CSS pixels, live. */
export const useWindowHeight = (): number =>
  useSyncExternalStore(
    (hear) => {
      window.addEventListener('resize', hear)
      return () => window.removeEventListener('resize', hear)
    },
    () => window.innerHeight
  )
/** Whether the window is too slim for a sidebar of its own, live. */
export const useSlim = (): boolean => useMedia(slim)
/** Whether the right column has no room for a card of text above a graph, live. */
export const useNarrow = (): boolean => useMedia(narrow)
/** Whether the system asks for dark colours, live. */
export const useDark = (): boolean => useMedia(dark)
