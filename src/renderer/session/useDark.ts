import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(prefers-color-scheme: dark)')

/** Whether the system asks for dark colours, live. */
export const useDark = (): boolean =>
  useSyncExternalStore(
    (hear) => {
      query.addEventListener('change', hear)
      return () => query.removeEventListener('change', hear)
    },
    () => query.matches
  )
