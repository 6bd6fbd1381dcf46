// node scripts/setup.mjs <start | test | packages>: everything that must be here before the app or the tests can run.
// It needs nothing but Node, so it works on a fresh clone; it writes to stderr only.
import { hasDisplay } from './electron/display.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { ensurePackages } from './packages.mjs'

const purpose = process.argv[2] ?? 'start'
try {
  await ensurePackages()
  // without a display `npm start` shows the demonstration in the terminal, which needs no Electron
  if (purpose === 'test' || (purpose === 'start' && hasDisplay())) await prepareElectron()
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
