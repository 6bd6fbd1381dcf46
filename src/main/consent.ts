import { createHash } from 'node:crypto'
import { app, type BrowserWindow, dialog } from 'electron'

/** Asks whether a program from disk may run; remembers a yes for the same text until the app ends. */
export type Consent = (window: BrowserWindow, program: { readonly path: string; readonly source: string; readonly engine: string }) => Promise<boolean>

/** Consent of this session. Running a program is running code, so opening a file is never enough. */
export function sessionConsent(): Consent {
  const agreed = new Set<string>()
  return async (window, { path, source, engine }) => {
    const hash = createHash('sha256').update(path).update('\0').update(source).digest('hex')
    if (!agreed.has(hash) && !isAgreedForTests() && !(await ask(window, path, engine))) return false
    agreed.add(hash)
    return true
  }
}

async function ask(window: BrowserWindow, path: string, engine: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Run this program?',
    detail: `${path}\n\n${rights[engine] ?? rights['command']}`,
    buttons: ['Run', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true
  })
  return response === 0
}

const rights: Readonly<Record<string, string>> = {
  python: 'It runs under Python with all your rights: it can read, change and delete your files.',
  threads: 'It runs on real threads, in a process of its own.',
  command: 'It runs with all your rights: it can read, change and delete your files.'
}

// a native dialog cannot be pressed by a test; a packaged app has no such way round
const isAgreedForTests = (): boolean => !app.isPackaged && process.env.LAB_TEST_CONSENT === '1'
