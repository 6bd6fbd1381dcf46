import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const kept = 20

/** Where runs keep their files. */
export interface RunFolders {
  /** Makes an empty folder for a run of this session. */
  make(run: number): Promise<string>
}

/**
 * Folders below `root`, one a run, named by session and number. The newest 20 of earlier sessions are kept, so that a crash loses no recording; the older ones
 * are removed now.
 */
export async function runFolders(root: string, session: string): Promise<RunFolders> {
  await mkdir(root, { recursive: true })
  const names = await readdir(root)
  const found = await Promise.all(names.map(async (name) => ({ name, time: (await stat(join(root, name))).mtimeMs })))
  const old = found.toSorted((a, b) => b.time - a.time).slice(kept)
  await Promise.all(old.map(({ name }) => rm(join(root, name), { recursive: true, force: true })))
  return {
    make: async (run) => {
      const folder = join(root, `${session}-${run}`)
      await mkdir(folder)
      return folder
    }
  }
}

/**
 * The file that Python is given, and the folder in which it runs. A text that stands on disk just so runs from there; an edited one from a copy in the run's
 * folder, but still where the original stands, so that it finds its neighbours.
 */
export async function programFile(
  runFolder: string,
  program: { readonly file: string; readonly path: string | null; readonly source: string }
): Promise<{ path: string; folder: string }> {
  const { file, path, source } = program
  // the window writes line ends as `\n`, whatever the file has
  const onDisk = path === null ? null : await readFile(path, 'utf8').catch(() => null)
  if (path !== null && onDisk?.replaceAll('\r\n', '\n') === source) return { path, folder: dirname(path) }
  const copy = join(runFolder, file)
  await writeFile(copy, source)
  return { path: copy, folder: path === null ? runFolder : dirname(path) }
}
