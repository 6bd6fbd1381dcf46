// node scripts/run.mjs <start | dev | e2e | package> [arguments]: whatever needs an Electron starts here.
import { join } from 'node:path'
import { binary } from './binary.mjs'
import { foreground } from './child.mjs'
import { hasDisplay } from './electron/display.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { isFresh } from './freshness.mjs'
import { root } from './root.mjs'

const at = (path) => join(root, path)
const node = (script, args, environment) => foreground(process.execPath, [script, ...args], environment)

const modes = {
  start: async (args) => (hasDisplay() ? showWindow(args) : showInTerminal()),
  dev: async (args) => {
    if (!hasDisplay())
      throw new Error('No display here, so there is no window to work on: `npm test` and `npm run -s lab` need none; xvfb-run -a npm run dev gives one.')
    const { environment } = await prepareElectron()
    return node(binary('electron-vite'), ['dev', ...args], environment)
  },
  e2e: async (args) => {
    const { environment } = await prepareElectron()
    return node(binary('@playwright/test', 'playwright'), ['test', ...args], environment)
  },
  package: async (args) => {
    const { runtime, environment } = await prepareElectron()
    if (runtime.source === 'fallback' && process.env.LAB_PACKAGE_FALLBACK !== '1') {
      throw new Error('Only the fallback Electron is here, and it is not for distribution. LAB_PACKAGE_FALLBACK=1 makes a package for tests.')
    }
    return node(binary('electron-builder'), [`-c.electronDist=${runtime.dist}`, `-c.electronVersion=${runtime.version}`, ...args], environment)
  }
}

async function showWindow(args) {
  const { runtime, environment, flags } = await prepareElectron()
  const built = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html'].every((output) =>
    isFresh(at(output), [at('src'), at('package-lock.json'), at('electron.vite.config.ts')])
  )
  const code = built ? 0 : await node(binary('electron-vite'), ['build', '--logLevel', 'warn'], environment)
  return code === 0 ? foreground(runtime.executable, [...flags, root, ...args], environment) : code
}

async function showInTerminal() {
  console.error('No display here ($DISPLAY and $WAYLAND_DISPLAY are empty), so no window can open. The demonstration runs in the terminal instead.')
  console.error('For the window on a server: apt-get install xvfb xauth, then xvfb-run -a npm start\n')
  return node(at('scripts/lab.mjs'), ['demo'])
}

const [mode = 'start', ...rest] = process.argv.slice(2)
try {
  if (!Object.hasOwn(modes, mode)) throw new Error(`no mode ${mode}; there is ${Object.keys(modes).join(', ')}`)
  process.exitCode = await modes[mode](rest)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
