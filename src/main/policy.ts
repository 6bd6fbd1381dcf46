/** The text in our HTML that stands for the nonce; every load gets its own. */
export const noncePlaceholder = '__CSP_NONCE__'

/** What the window's pages may load and run: our own files and nothing else; no HTML or script made from strings (Trusted Types). */
const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "media-src 'self' blob:",
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default'
  ].join('; ')

/** The headers of every answer on `app://`. The cross-origin ones isolate the page, which shared memory in its workers needs. */
export const headers = (nonce: string, type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': contentPolicy(nonce),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer'
})
