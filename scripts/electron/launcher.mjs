// What Electron's own default app does for `electron <folder>`: name, version and path are set, then the app's main file is imported.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const MAIN = `import { app } from 'electron'
import { createRequire } from 'node:module'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
const file = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
if (!file) { console.error('usage: electron <folder | file>'); app.exit(1) }
else {
  let target = resolve(file)
  if (existsSync(target) && statSync(target).isDirectory()) {
    const described = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'))
    app.setName(described.productName ?? described.name ?? 'Electron')
    if (described.version) app.setVersion(described.version)
    if (described.desktopName) app.setDesktopName(described.desktopName)
    app.setAppPath(target)
    target = createRequire(join(target, 'package.json')).resolve(join(target, described.main ?? 'index.js'))
  } else app.setAppPath(dirname(target))
  process.defaultApp = true
  await import(pathToFileURL(target).href)
}
`
const FILES = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.mjs' }),
  'main.mjs': MAIN
}

/** Writes `default_app.asar`, the last place where Electron looks for an app, so that a packaged one beside it wins. */
export async function writeLauncher(resources) {
  await mkdir(resources, { recursive: true })
  await writeFile(join(resources, 'default_app.asar'), asar(FILES))
}

// An asar is two length-prefixed headers (Chromium's pickles), a JSON directory, then the bodies one after another.
function asar(files) {
  const bodies = Object.values(files).map((text) => Buffer.from(text))
  const directory = {}
  let offset = 0
  for (const [index, name] of Object.keys(files).entries()) {
    directory[name] = { size: bodies[index].length, offset: String(offset) }
    offset += bodies[index].length
  }
  const json = Buffer.from(JSON.stringify({ files: directory }))
  const header = Buffer.alloc(16 + Math.ceil(json.length / 4) * 4)
  header.writeUInt32LE(4, 0)
  header.writeUInt32LE(header.length - 8, 4)
  header.writeUInt32LE(header.length - 12, 8)
  header.writeUInt32LE(json.length, 12)
  json.copy(header, 16)
  return Buffer.concat([header, ...bodies])
}
