import { app } from 'electron'

/** Knows whether the app is being ended from outside, so that nobody is asked any more. */
export interface Ending {
  isForced(): boolean
}

/** Makes every way in which the app ends wait for `finish`: closing, quitting, and the signals of the system. */
export function endWith(finish: () => Promise<void>): Ending {
  let forced = false
  let finished = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      forced = true
      app.quit()
    })
  }
  app.on('will-quit', (event) => {
    if (finished) return
    event.preventDefault()
    void finish().finally(() => {
      finished = true
      // not within this event: quitting is still being called off, and a new attempt would be lost
      setImmediate(() => app.quit())
    })
  })
  return { isForced: () => forced }
}
