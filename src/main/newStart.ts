import { type BrowserWindow, dialog } from 'electron'

/**
 * Offers to start the page of a window anew when its process has died (a fault, no memory left, somebody's kill): the window would stay blank, and answer nothing.
 * `mayAsk`: not while the system ends the app.
 */
export function offerNewStart(window: BrowserWindow, mayAsk: () => boolean): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed() || !mayAsk()) return
    void startsAnew(window, reason).then((anew) => {
      if (window.isDestroyed()) return
      if (anew) window.webContents.reload()
      // `close` would ask a page that is not there whether to save
      else window.destroy()
    })
  })
}

async function startsAnew(window: BrowserWindow, reason: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window has stopped working.',
    detail: `${reason === 'oom' ? 'There was not enough memory for it.' : `The system says: ${reason}.`} Programs that were being recorded are ended. What you typed is kept, and shown when you open that file again; recordings that were not saved are lost.`,
    buttons: ['Start Again', 'Close'],
    defaultId: 0,
    cancelId: 1,
    noLink: true
  })
  return response === 0
}
