import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, type FileFilter, type WebContents } from 'electron'
import { failure, type Result, success } from '../core/trace/problem'
import { type GivenFile, largestAnswer, largestFile } from '../preload/contract'
import { probePython } from '../recorders/python/probePython'
import type { Handlers } from './ipc'
import type { Offers } from './offers'
import { appOrigin, trustedOrigin } from './origin'
import { type CappedFile, openCapped } from './readCapped'
import type { RecentFiles } from './recentFiles'
import { systemProblem } from './systemProblem'
import { writeWhole } from './writeWhole'

const kinds = {
  arrows: { name: 'Recording', extensions: ['arrows'] },
  py: { name: 'Python program', extensions: ['py'] },
  prog: { name: 'Model', extensions: ['prog'] },
  svg: { name: 'Picture', extensions: ['svg'] },
  json: { name: 'Trace as JSON', extensions: ['json'] }
} satisfies Record<string, FileFilter>

type FileAnswers = Pick<
  Handlers,
  'file:open' | 'file:save' | 'file:dropped' | 'recent:list' | 'recent:open' | 'recent:clear' | 'folder:choose' | 'python:choose'
>

/** The files that a person gave to the lab: by dialog, by dropping, by the command line, or in an earlier session. */
export interface GivenFiles {
  /** Did a person give this very path? */
  has(path: string): boolean
  /** Did a person choose this folder to run programs in? */
  isFolder(path: string): boolean
  /** Reads a path that a person gave just now, or offers it to the window when it is large, and remembers it. */
  open(path: string): Promise<Result<GivenFile>>
  /** A dialog that asks where; null when the person changed their mind. Whatever is there is then written over: they agreed in the dialog. */
  askWhere(asker: WebContents, kind: keyof typeof kinds, name: string): Promise<string | null>
  /** Remembers a path that was written. */
  saved(path: string): Promise<void>
  readonly answers: FileAnswers
}

/** Opening and saving. The window names a path again only when a person gave it before: it cannot reach any other. */
export function givenFiles(recent: RecentFiles, offers: Offers): GivenFiles {
  const given = new Set<string>()
  const folders = new Set<string>()
  const remember = async (path: string): Promise<void> => {
    given.add(path)
    app.addRecentDocument(path)
    // the list is a convenience: a full disk must not keep a file from being opened
    await recent.add(path).catch(() => undefined)
  }
  const open = async (path: string): Promise<Result<GivenFile>> => {
    const opened = await openCapped(path, largestFile)
    if (!opened.ok) return opened
    const content = await contentOf(path, opened.value, offers)
    if (!content.ok) return content
    await remember(path)
    return success({ name: basename(path), path, ...content.value })
  }
  const answers: FileAnswers = {
    'file:open': async (_question, asker) => {
      const chosen = await dialog.showOpenDialog(windowOf(asker), { properties: ['openFile'], filters: openFilters })
      const [path] = chosen.filePaths
      return chosen.canceled || path === undefined ? success(null) : open(path)
    },
    'file:dropped': ({ path }) => open(path),
    'file:save': async ({ kind, name, path, bytes }, asker) => {
      const target = path !== null && given.has(path) ? path : await askWhere(asker, kind, name)
      if (target === null) return success(null)
      try {
        await writeWhole(target, bytes)
      } catch (error) {
        return systemProblem(target, error)
      }
      // what cannot be opened again is no use in the list
      if (kind === 'py' || kind === 'prog' || kind === 'arrows') await remember(target)
      else given.add(target)
      return success({ path: target })
    },
    'recent:list': () => recent.list(),
    'recent:open': async ({ path }) => {
      const listed = await recent.list()
      if (!listed.some((entry) => entry.path === path)) return success(null)
      const opened = await open(path)
      if (!opened.ok) await recent.remove(path).catch(() => undefined)
      return opened
    },
    'folder:choose': async (_question, asker) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(asker), { properties: ['openDirectory', 'createDirectory'] })
      const [path] = filePaths
      if (canceled || path === undefined) return null
      folders.add(path)
      return path
    },
    'python:choose': async (_question, asker) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(asker), { properties: ['openFile'], message: 'A Python interpreter' })
      const [path] = filePaths
      if (canceled || path === undefined) return success(null)
      const found = await probePython(path)
      if (found === null) return failure(path, 'This is no Python that can be started.', 'Choose the interpreter itself, such as bin/python3.')
      const { version, implementation, refused } = found
      return success({ path, version, implementation, refused })
    },
    'recent:clear': async () => {
      app.clearRecentDocuments()
      await recent.clear()
      return null
    }
  }
  return { has: (path) => given.has(path), isFolder: (path) => folders.has(path), open, askWhere, saved: remember, answers }
}

async function contentOf(
  path: string,
  { handle, size }: CappedFile,
  { offer }: Offers
): Promise<Result<{ bytes: Uint8Array<ArrayBuffer> } | { size: number; address: string }>> {
  try {
    // a page of the development server cannot fetch from our origin
    if (size > largestAnswer && trustedOrigin() === appOrigin) return success({ size, address: offer(path) })
    return success({ bytes: new Uint8Array(await handle.readFile()) })
  } catch (error) {
    return systemProblem(path, error)
  } finally {
    await handle.close()
  }
}

const openFilters: FileFilter[] = [
  { name: 'Programs, models and recordings', extensions: ['py', 'prog', 'arrows'] },
  { name: 'All files', extensions: ['*'] }
]

async function askWhere(asker: WebContents, kind: keyof typeof kinds, name: string): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('documents'), basename(name)), filters: [kinds[kind]] }
  const { canceled, filePath } = await dialog.showSaveDialog(windowOf(asker), options)
  return canceled || !filePath ? null : filePath
}

// a request always comes from a page in a window; a dialog without its window would hang in the air
function windowOf(contents: WebContents): BrowserWindow {
  const window = BrowserWindow.fromWebContents(contents)
  if (!window) throw new Error('a question from a page without a window')
  return window
}
