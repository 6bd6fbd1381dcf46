import { cpus, release, type } from 'node:os'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, nativeTheme } from 'electron'
import type { CommandId, Push } from '../preload/contract'
import { comparisons } from './comparisons'
import { sessionConsent } from './consent'
import { experiments } from './experiments'
import { endWith } from './ending'
import { givenFiles } from './files'
import { givenPaths } from './givenPaths'
import { interpreterAnswers } from './interpreters'
import { answer } from './ipc'
import { lockDown } from './lockdown'
import { menuTemplate } from './menu'
import { offers } from './offers'
import { recentFiles } from './recentFiles'
import { recordings } from './recordings'
import { resourcesFolder } from './resources'
import { runFolders } from './runFolders'
import { realPrograms, scenarios } from './scenarios'
import { registerScheme, serve } from './scheme'
import { searches } from './searches'
import { settingAnswers } from './settings'
import { type LabWindow, loadPage, openWindow, preloadEntry } from './window'

// the entry file itself knows its folder; code that the bundler moves elsewhere would not
const here = import.meta.dirname

registerScheme()
// `enableSandbox` takes --no-sandbox away again, and Chromium as root (containers, CI) then dies in a loop
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
app.setName('Concurrency Lab')

if (app.requestSingleInstanceLock()) void app.whenReady().then(start)
else app.quit()

async function start(): Promise<void> {
  const at = (name: string): string => join(app.getPath('userData'), name)
  let lab: LabWindow | undefined
  const push = (message: Push): void => lab?.window.webContents.send('push', message)
  const command = (id: CommandId): void => push({ type: 'command', id })

  lockDown()
  const offered = offers()
  serve(join(here, '../renderer'), offered)

  const recent = recentFiles(at('recent.json'), (paths) => setMenu(paths))
  const files = givenFiles(recent, offered)
  const open = async (path: string): Promise<void> => {
    const opened = await files.open(path)
    push(opened.ok ? { type: 'opened', file: opened.value } : { type: 'problem', problem: opened.problem })
  }
  const setMenu = (paths: readonly string[]): void => {
    const needs = { mac: process.platform === 'darwin', name: app.getName(), recent: paths, command, tools: !app.isPackaged }
    const template = menuTemplate({ ...needs, openRecent: (path) => void open(path), clearRecent: () => void recent.clear() })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  setMenu((await recent.list()).map(({ path }) => path))

  const runs = recordings({
    hostEntry: join(here, 'recordingHost.js'),
    resources: resourcesFolder(),
    folders: await runFolders(at('recordings'), String(process.pid)),
    files,
    consent: sessionConsent()
  })
  const explored = searches(join(here, 'searchHost.js'))
  const measured = experiments(resourcesFolder())
  const compared = comparisons(runs, resourcesFolder())
  const ending = endWith(async () => {
    await Promise.all([runs.endAll(), explored.endAll(), measured.endAll(), compared.endAll(), lab?.kept()])
  })

  answer({
    'app:info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      chrome: process.versions.chrome,
      node: process.versions.node,
      os: `${type()} ${release()}`,
      cores: cpus().length,
      packaged: app.isPackaged
    }),
    'scenarios:list': async () => [...(await scenarios(join(resourcesFolder(), 'scenarios'))), ...(await realPrograms(join(resourcesFolder(), 'experiments')))],
    'window:document': (document) => {
      lab?.show(document)
      return null
    },
    ...(await settingAnswers(at('settings.json'), (theme) => lab?.project(theme))),
    ...interpreterAnswers(),
    ...files.answers,
    ...runs.answers,
    ...explored.answers,
    ...measured.answers,
    ...compared.answers
  })

  const openLab = async (): Promise<void> => {
    lab = await openWindow({
      preload: preloadEntry(here),
      icon: join(resourcesFolder(), 'icon.png'),
      placeFile: at('window.json'),
      save: () => command('file.save'),
      mayClose: ending.isForced
    })
    await loadPage(lab.window)
  }
  nativeTheme.on('updated', () => push({ type: 'theme', dark: nativeTheme.shouldUseDarkColors }))
  app.on('second-instance', (_event, words, folder) => {
    lab?.window.restore()
    lab?.window.focus()
    for (const path of givenPaths(words.slice(1), folder)) void open(path)
  })
  app.on('open-file', (_event, path) => void open(path))
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) void openLab()
  })
  await openLab()
  for (const path of givenPaths(process.argv.slice(1), process.cwd())) void open(path)
}
