// The system libraries that Chromium links against, and the Debian packages that hold them.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

// On a bare Debian 12 these four packages, with what they depend on, are all that is missing.
const PACKAGES = [
  { library: /^lib(gtk-3|gdk|atk|atspi|pango|cairo|X|xkb|xcb|cups|dbus|glib|gobject|gio|expat)/, name: 'libgtk-3-0', newName: 'libgtk-3-0t64' },
  { library: /^lib(nss|smime|nspr)/, name: 'libnss3', newName: 'libnss3' },
  { library: /^lib(gbm|drm)/, name: 'libgbm1', newName: 'libgbm1' },
  { library: /^libasound/, name: 'libasound2', newName: 'libasound2t64' }
]

/** Makes sure that the executable can load its libraries: installs them when root on Debian or Ubuntu in CI (`CI` set), else throws an error that names the command. */
export function ensureLibraries(executable, log = console.error) {
  const missing = missingLibraries(executable)
  if (missing.length === 0) return
  const install = ['install', '--yes', '--no-install-recommends', ...packagesFor(missing)]
  if (!mayInstall()) throw new Error(advice(missing, install))
  log(`Installing system libraries: apt-get ${install.join(' ')}`)
  const apt = (args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
  const installed = apt(install) || (apt(['update', '--quiet']) && apt(install))
  const left = missingLibraries(executable)
  if (!installed || left.length > 0) throw new Error(advice(left, install))
}

const advice = (missing, install) =>
  [
    `Electron cannot start: missing ${missing.join(', ')}`,
    distribution()
      ? `Install them with: sudo apt-get ${install.filter((word) => word !== '--yes').join(' ')}`
      : 'Install the packages of your system that hold them.'
  ].join('\n')

function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const listed = spawnSync('ldd', [executable], { encoding: 'utf8' })
  if (listed.status !== 0) return []
  return [...listed.stdout.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1])
}

function packagesFor(libraries) {
  const renamed = (distribution()?.version ?? 0) >= (distribution()?.name === 'debian' ? 13 : 24.04)
  const names = libraries.map((library) => {
    const known = PACKAGES.find((entry) => entry.library.test(library))
    return known ? (renamed ? known.newName : known.name) : library
  })
  return [...new Set(names)]
}

const mayInstall = () => Boolean(process.env.CI) && process.getuid?.() === 0 && distribution() !== undefined

// Debian 13 and Ubuntu 24.04 renamed packages (time_t became 64 bits wide).
function distribution() {
  const file = '/etc/os-release'
  if (!existsSync(file)) return undefined
  const value = (key) => readFileSync(file, 'utf8').match(new RegExp(`^${key}="?([^"\\n]*)"?$`, 'm'))?.[1] ?? ''
  const name = [value('ID'), ...value('ID_LIKE').split(' ')].find((id) => id === 'debian' || id === 'ubuntu')
  return name ? { name: value('ID') === 'ubuntu' ? 'ubuntu' : name, version: Number.parseFloat(value('VERSION_ID')) || 0 } : undefined
}
