import { readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What the search goes by: handed in, so that it can be tried on folders made for the purpose. */
export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
}

const named = /^(python(3(\.\d+)?t?)?|pypy(3(\.\d+)?)?)(\.exe)?$/

/** Files that look like a Python, most wanted first: what `python3` means in a terminal, then the rest of PATH, version managers and the usual folders. */
export function pythonPlaces({ platform, environment, home }: Surroundings): string[] {
  const path = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const folders = [...path, ...versionFolders(environment, home), ...systemFolders(platform, environment)]
  const files = folders.flatMap((folder) =>
    entries(folder)
      .filter((name) => named.test(name))
      .map((name) => join(folder, name))
  )
  const wanted = platform === 'win32' ? /python(3)?\.exe$/ : /python3$/
  const first = files.find((file) => wanted.test(file))
  return [...new Set(first === undefined ? files : [first, ...files])]
}

/** Folders of pyenv's, uv's and conda's interpreters. */
function versionFolders(environment: Surroundings['environment'], home: string): string[] {
  const pyenv = environment['PYENV_ROOT'] ?? join(home, '.pyenv')
  const roots = [join(pyenv, 'versions'), join(home, '.local', 'share', 'uv', 'python'), join(home, 'miniconda3', 'envs'), join(home, 'anaconda3', 'envs')]
  const versions = roots.flatMap((root) => entries(root).map((name) => join(root, name)))
  return [...versions, join(home, 'miniconda3'), join(home, 'anaconda3')].flatMap((version) => [join(version, 'bin'), version])
}

function systemFolders(platform: NodeJS.Platform, environment: Surroundings['environment']): string[] {
  if (platform === 'win32') return windowsFolders(environment)
  const usual = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  if (platform !== 'darwin') return usual
  const frameworks = '/Library/Frameworks/Python.framework/Versions'
  return [...usual, ...entries(frameworks).map((version) => join(frameworks, version, 'bin'))]
}

/** Where the installers from python.org put it; the `py` launcher finds the same ones. */
function windowsFolders(environment: Surroundings['environment']): string[] {
  const roots = [join(environment['LOCALAPPDATA'] ?? '', 'Programs', 'Python'), environment['ProgramFiles'] ?? 'C:\\Program Files', 'C:\\']
  return roots.flatMap((root) =>
    entries(root)
      .filter((name) => /^Python3/i.test(name))
      .map((name) => join(root, name))
  )
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}
