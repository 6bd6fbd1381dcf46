import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

// One floor for every runtime that runs the lab: the build tool's own table would emit for the newest one only.
const nodeTarget = 'node20.18'
const chromeTarget = 'chrome130'

const at = (path: string): string => resolve(import.meta.dirname, path)
const { version }: { readonly version: string } = JSON.parse(readFileSync(at('package.json'), 'utf8'))

const devHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // development only: the hot-reload client needs a socket and injects <style>; its preamble carries the nonce
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self' 'nonce-vite-dev'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self' ws://localhost:* ws://127.0.0.1:*",
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'"
  ].join('; ')
}

export default defineConfig({
  main: {
    define: { LAB_VERSION: JSON.stringify(version) },
    build: {
      target: nodeTarget,
      // everything is bundled, so a package needs no node_modules
      externalizeDeps: false,
      sourcemap: true,
      rolldownOptions: {
        // one flat folder: every entry finds its siblings beside itself
        input: {
          index: at('src/main/index.ts'),
          recordingHost: at('src/main/utility/recordingHost.ts'),
          searchHost: at('src/main/utility/searchHost.ts'),
          threadWorker: at('src/recorders/threads/worker/threadWorker.ts'),
          observerWorker: at('src/recorders/command/observerWorker.ts')
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' }
      }
    }
  },
  preload: {
    build: {
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        // a sandboxed preload must be one CommonJS file
        output: { format: 'cjs', entryFileNames: '[name].cjs' }
      }
    }
  },
  renderer: {
    root: at('src/renderer'),
    resolve: { dedupe: ['react', 'react-dom', '@codemirror/state', '@codemirror/view'] },
    plugins: [react()],
    html: { cspNonce: process.env.NODE_ENV_ELECTRON_VITE === 'development' ? 'vite-dev' : '__CSP_NONCE__' },
    worker: { format: 'es' },
    server: { host: '127.0.0.1', headers: devHeaders },
    build: {
      target: chromeTarget,
      minify: true,
      sourcemap: true,
      // nothing inline: the policy has no data: for fonts and scripts
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('src/renderer/index.html') }
    }
  }
})
