import { mkdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { writeWhole } from './writeWhole'

/** A value kept on disk as JSON. */
export interface JsonFile<Value> {
  /** The value in the file; the initial one when there is no file, or when it does not hold such a value. */
  read(): Promise<Value>
  /** Writes the value wholly or not at all, after writes that are still going on. */
  write(value: Value): Promise<void>
}

/** Keeps one value of ours in a file of its own. A damaged or foreign file counts as none: it is ours alone, and nobody's work is in it. */
export function jsonFile<Value>(path: string, schema: z.ZodType<Value>, initial: Value): JsonFile<Value> {
  let last: Promise<void> = Promise.resolve()
  return {
    read: async () => {
      await last.catch(() => undefined)
      const text = await readFile(path, 'utf8').catch(() => '')
      const checked = schema.safeParse(parsed(text))
      return checked.success ? checked.data : initial
    },
    write: (value) => {
      last = last
        .catch(() => undefined)
        .then(async () => {
          await mkdir(dirname(path), { recursive: true })
          await writeWhole(path, `${JSON.stringify(value, null, 2)}\n`)
        })
      return last
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
