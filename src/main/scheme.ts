import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { protocol, session } from 'electron'
import { assetFile, mediaType } from './assets'
import { host, scheme } from './origin'
import type { Offers } from './offers'
import { headers, noncePlaceholder } from './policy'

/** Makes `app:` a scheme of full rights (secure, standard, fetchable). Must be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true, stream: true } }])
}

/** Serves the folder `root` as `app://lab/`, read-only, and beside it what is offered. Must be called after the app is ready. */
export function serve(root: string, { take }: Offers): void {
  session.defaultSession.protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
    const url = new URL(request.url)
    const offered = url.host === host && request.method === 'GET' ? await take(url.pathname) : undefined
    if (offered) return offered
    const file = url.host === host ? assetFile(root, url.pathname) : undefined
    const body = file === undefined ? undefined : await readFile(file).catch(() => undefined)
    return file === undefined || body === undefined ? notFound() : found(file, body)
  })
}

function found(file: string, body: Buffer): Response {
  const nonce = randomBytes(16).toString('base64')
  const isPage = file.endsWith('.html')
  return new Response(isPage ? body.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(body), { headers: headers(nonce, mediaType(file)) })
}

const notFound = (): Response => new Response('Not found', { status: 404, headers: headers('', 'text/plain; charset=utf-8') })
