import { basename } from 'node:path'
import { z } from 'zod'
import { jsonFile } from './jsonFile'

const longest = 10
const paths = z.array(z.string().min(1).max(4096)).max(longest)

/** The files that were opened or saved last, newest first. */
export interface RecentFiles {
  list(): Promise<{ path: string; name: string }[]>
  add(path: string): Promise<void>
  remove(path: string): Promise<void>
  clear(): Promise<void>
}

/** Keeps the list in a file of its own; `changed` hears every new list. */
export function recentFiles(file: string, changed: (paths: readonly string[]) => void): RecentFiles {
  const stored = jsonFile<string[]>(file, paths, [])
  const write = async (list: string[]): Promise<void> => {
    await stored.write(list)
    changed(list)
  }
  return {
    list: async () => (await stored.read()).map((path) => ({ path, name: basename(path) })),
    add: async (path) => write(withNewest(await stored.read(), path)),
    remove: async (path) => write((await stored.read()).filter((other) => other !== path)),
    clear: () => write([])
  }
}

/** The list with `path` as its newest; each path stands once, and the oldest falls off after ten. */
const withNewest = (list: readonly string[], path: string): string[] => [path, ...list.filter((other) => other !== path)].slice(0, longest)
