import type { WebContents } from 'electron'

/** Calls `leave` once the page that asked is gone: its window closed, its process crashed, or it was loaded anew. Gives the way to stop waiting for that. */
export function whenGone(page: WebContents, leave: () => void): () => void {
  page.once('destroyed', leave)
  page.once('render-process-gone', leave)
  page.once('did-navigate', leave)
  return () => {
    if (page.isDestroyed()) return
    page.off('destroyed', leave)
    page.off('render-process-gone', leave)
    page.off('did-navigate', leave)
  }
}
