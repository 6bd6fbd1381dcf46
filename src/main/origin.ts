import { app, type WebFrameMain } from 'electron'

/** The scheme, host and origin under which the window's files are served. */
export const scheme = 'app'
export const host = 'lab'
export const appOrigin = `${scheme}://${host}`

/** Where our own pages come from: `app://lab`, or the development server, which a packaged app never uses. */
export function trustedOrigin(): string {
  const server = process.env.ELECTRON_RENDERER_URL
  return !app.isPackaged && server ? new URL(server).origin : appOrigin
}

/** Is this the top frame of one of our own pages? A frame that is gone or foreign is not. */
export function isTrustedFrame(frame: WebFrameMain | null): boolean {
  if (!frame || frame.parent) return false
  return URL.canParse(frame.url) && originOf(new URL(frame.url)) === trustedOrigin()
}

// `URL.origin` is the text "null" for schemes that the URL standard does not know, ours among them
const originOf = (url: URL): string => `${url.protocol}//${url.host}`
