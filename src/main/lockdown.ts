import { app, type Session, session, type WebContents } from 'electron'
import { trustedOrigin } from './origin'

/** Takes from every page what the lab never needs: the network, permissions, downloads, navigation, new windows and web views. Must be called after the app is ready. */
export function lockDown(): void {
  lockSession(session.defaultSession)
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
}

function lockSession(it: Session): void {
  it.setPermissionRequestHandler((_contents, _permission, done) => done(false))
  it.setPermissionCheckHandler(() => false)
  it.setDevicePermissionHandler(() => false)
  it.on('will-download', (event) => event.preventDefault())
  const own = trustedOrigin()
  // the second is the development server's socket; in a package it is `app://lab/` once more
  const allowed = [`${own}/`, `${own.replace(/^http/, 'ws')}/`, 'data:', 'blob:', 'devtools:']
  it.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: !allowed.some((start) => url.startsWith(start)) }))
}

function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
