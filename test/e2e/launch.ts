import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, errors, type Page } from '@playwright/test'
import { processTable } from '../processTable'
import { expectGone } from './processes'

const root = join(import.meta.dirname, '../..')

/** A running lab in a real Electron, with a fresh folder for its settings. */
export interface Lab {
  readonly app: ElectronApplication
  readonly page: Page
  /** Process id of main. */
  readonly pid: number
  /** The folder of its settings and recordings. */
  readonly userData: string
  /** Errors and policy violations that the page's console showed. */
  readonly complaints: string[]
  /** Closes the lab and removes its folder. */
  close(): Promise<void>
}

/** What a test may choose. */
export interface LaunchOptions {
  /** Further words on the command line, such as a file to open. */
  readonly words?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  /** An existing folder for settings, to start a second time with the same ones; it is then not removed. */
  readonly userData?: string
}

/** Starts the lab from source, or the package whose executable LAB_PACKAGED names. `npm test` and `npm run test:e2e` set what this needs. */
export async function launchLab(options: LaunchOptions = {}): Promise<Lab> {
  const packaged = process.env.LAB_PACKAGED
  const executablePath = packaged ?? process.env.ELECTRON_EXEC_PATH
  if (!executablePath) throw new Error('ELECTRON_EXEC_PATH is not set: start the tests with `npm run test:e2e`')
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'concurrency-lab-')))
  const app = await start(
    {
      executablePath,
      args: [...switches(), `--user-data-dir=${userData}`, ...(packaged ? [] : [root]), ...(options.words ?? [])],
      env: { ...inherited(), ...options.environment },
      // the page shall see the theme of the app, not one that the test runner pretends
      colorScheme: null
    },
    userData
  )
  const page = await app.firstWindow()
  const complaints = listenForComplaints(page)
  await page.waitForLoadState('load')
  return {
    app,
    page,
    pid: app.process().pid ?? 0,
    userData,
    complaints,
    close: async () => {
      await app.close()
      if (!options.userData) await rm(userData, { recursive: true, force: true })
    }
  }
}

/** How long Electron may take to answer its debugger, milliseconds: a first start on a busy machine has taken more than 30 s. */
const patience = 60_000

/**
 * Now and then, once in fifty starts or a hundred, Electron comes up and its debugger never says so: that says nothing of the lab, so it is told and tried once more. `launch` has a
 * time limit only until it has found the debugger; behind that we have to look at the clock.
 */
async function start(options: Parameters<typeof _electron.launch>[0], userData: string): Promise<ElectronApplication> {
  const app = await within(launchedBy({ ...options, timeout: patience }), patience + 5000)
  if (app !== null) return app
  console.warn(`Electron did not answer its debugger within ${patience / 1000} s: it is started once more.`)
  await endAll(userData)
  return await _electron.launch(options)
}

/** Null when `launch` gave up by itself. */
async function launchedBy(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication | null> {
  try {
    return await _electron.launch(options)
  } catch (error) {
    if (error instanceof errors.TimeoutError) return null
    throw error
  }
}

/** Ends whatever runs with these settings, so that another may have them. */
async function endAll(userData: string): Promise<void> {
  const own = processTable().filter(({ words }) => words.includes(`--user-data-dir=${userData}`))
  for (const { pid } of own) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it has gone with the others
    }
  }
  await expectGone(own.map(({ pid }) => pid))
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) await rm(join(userData, name), { force: true })
}

/** What a promise comes to, or null when that takes longer. */
async function within<Value>(promise: Promise<Value | null>, milliseconds: number): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

const switches = (): string[] => [
  ...(process.env.LAB_NO_SANDBOX ? ['--no-sandbox'] : []),
  ...(process.env.LAB_HEADLESS ? ['--ozone-platform=headless', '--ozone-override-screen-size=1920,1080'] : [])
]

// the test runner's own Node options would reach into Electron, and a development server must not stand in for the files that are built
function inherited(): Record<string, string> {
  const without = new Set(['ELECTRON_RENDERER_URL', 'NODE_OPTIONS'])
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !without.has(entry[0])))
}

function listenForComplaints(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy|Trusted/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}
