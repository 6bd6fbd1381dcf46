// node scripts/setup.mjs <start | test | packages>: everything that must be here before the app or the tests can run.
// It needs nothing but Node, so it works on a fresh clone; it writes to stderr only.
import { hasDisplay } from './electron/display.mjs'
import { prepareElectron } from './electron/prepare.mjs'
import { ensurePackages } from './packages.mjs'

const purpose = process.argv[2] ?? 'start'
try {
  await ensurePackages()
  // without a display `npm start` shows the demonstration in the terminal, which needs no Electron
  if (purpose === 'start' && hasDisplay()) await prepareElectron()
  if (purpose === 'test') await prepareElectron().catch(goOnWithout)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}

// told at once, and again by the end-to-end tests, which fail; all other checks need no Electron
function goOnWithout(error) {
  console.error(`${error.message}\nUntil it starts, the end-to-end tests fail. Everything else is checked.`)
}
