import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import { firstPlace, type Rectangle, reachableBounds, smallest, type WindowPlace, windowPlaceSchema } from './bounds'
import { jsonFile } from './jsonFile'
import { offerNewStart } from './newStart'
import type { Settings } from '../preload/contract'
import { appOrigin } from './origin'
import { projecting } from './projection'

/** What the window's page says of its document. */
export interface WindowDocument {
  readonly title: string
  readonly path: string | null
  readonly edited: boolean
}

/** The lab's window. */
export interface LabWindow {
  readonly window: BrowserWindow
  /** Shows what the page has open, and whether closing would lose something. */
  show(document: WindowDocument): void
  /** Zooms the page for a projector, or no longer. */
  project(theme: Settings['theme']): void
  /** Resolves when the place of the closed window is kept, or could not be. */
  kept(): Promise<void>
}

/** What a window needs. */
export interface WindowNeeds {
  readonly preload: string
  /** The picture in the task bar, where the system does not take it from the package. */
  readonly icon: string
  /** The file that remembers where the window stood. */
  readonly placeFile: string
  /** Asks the page to save. */
  readonly save: () => void
  /** May the window go without asking? So when the system ends the app. */
  readonly mayClose: () => boolean
}

/** Opens the window where it stood last, and shows it when its page is painted. */
export async function openWindow(needs: WindowNeeds): Promise<LabWindow> {
  const stored = jsonFile<WindowPlace>(needs.placeFile, windowPlaceSchema, firstPlace)
  const place = await stored.read()
  const window = new BrowserWindow({
    ...reachableBounds(place.bounds, workAreas()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    // without a display nobody draws a frame, and the menu bar in it would ask for one and bring the process down (Electron 33 on Linux)
    frame: app.commandLine.getSwitchValue('ozone-platform') !== 'headless',
    title: app.getName(),
    icon: needs.icon,
    // the page's own background of either theme, so that nothing flashes before the first paint
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171C' : '#FFFFFF',
    webPreferences: {
      preload: needs.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged
    }
  })
  if (place.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('page-title-updated', (event) => event.preventDefault())
  offerNewStart(window, () => !needs.mayClose())
  let writing = Promise.resolve()
  window.on('close', () => {
    writing = stored.write(placeOf(window)).catch(() => undefined)
  })
  return { window, show: guardDocument(window, needs), project: projecting(window), kept: () => writing }
}

/** Loads the lab's page: from the development server when there is one, else our own files. Resolves when it is loaded. */
export async function loadPage(window: BrowserWindow): Promise<void> {
  const server = process.env.ELECTRON_RENDERER_URL
  await window.loadURL(!app.isPackaged && server ? server : `${appOrigin}/index.html`)
}

/** The entry of the preload beside main's own output folder. */
export const preloadEntry = (mainFolder: string): string => join(mainFolder, '../preload/index.cjs')

// of a maximized window the place to which it would go back
function placeOf(window: BrowserWindow): WindowPlace {
  const maximized = window.isMaximized() || window.isFullScreen()
  return { bounds: maximized ? window.getNormalBounds() : window.getBounds(), maximized: window.isMaximized() }
}

function workAreas(): [Rectangle, ...Rectangle[]] {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main.workArea, ...others.map(({ workArea }) => workArea)]
}

function guardDocument(window: BrowserWindow, { save, mayClose }: WindowNeeds): (document: WindowDocument) => void {
  let edited = false
  let closesWhenSaved = false
  window.on('close', (event) => {
    if (!edited || mayClose()) return
    event.preventDefault()
    void askUnsaved(window).then((choice) => {
      if (choice === 'discard') window.destroy()
      if (choice !== 'save') return
      closesWhenSaved = true
      save()
    })
  })
  return (document) => {
    edited = document.edited
    window.setTitle(document.title ? `${document.title} — ${app.getName()}` : app.getName())
    window.setDocumentEdited(edited)
    window.setRepresentedFilename(document.path ?? '')
    if (!edited && closesWhenSaved) window.close()
    // saving was called off or failed: saving later on is no wish to close
    closesWhenSaved = false
  }
}

async function askUnsaved(window: BrowserWindow): Promise<'save' | 'discard' | 'cancel'> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: 'Save before closing?',
    detail:
      'Without saving, the file stays as it is on disk. The lab keeps your text and shows it when you open that file again; a recording that is not saved is lost, and a program that is being recorded is ended.',
    buttons: ['Save', 'Close Without Saving', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true
  })
  return response === 0 ? 'save' : response === 1 ? 'discard' : 'cancel'
}
