import type { MenuItemConstructorOptions } from 'electron'
import type { CommandId } from '../preload/contract'

/** What the menu shows and does. */
export interface MenuNeeds {
  readonly mac: boolean
  readonly name: string
  /** Paths of the files opened last, newest first. */
  readonly recent: readonly string[]
  readonly command: (id: CommandId) => void
  readonly openRecent: (path: string) => void
  readonly clearRecent: () => void
  /** Only while developing. */
  readonly tools: boolean
}

type Item = MenuItemConstructorOptions
const separator: Item = { type: 'separator' }

/** The application menu, all of it ours: the default one's reload would throw a lesson away. */
export function menuTemplate(needs: MenuNeeds): Item[] {
  const item = (label: string, id: CommandId, accelerator?: string): Item => ({
    label,
    click: () => needs.command(id),
    ...(accelerator ? keys(accelerator, needs.mac) : {})
  })
  return [
    ...(needs.mac ? [{ role: 'appMenu' } satisfies Item] : []),
    { label: '&File', submenu: fileMenu(needs, item) },
    { label: '&Edit', submenu: roles('undo', 'redo', null, 'cut', 'copy', 'paste', 'selectAll') },
    { label: '&View', submenu: viewMenu(needs, item) },
    {
      label: '&Run',
      submenu: [
        item('Play or Pause', 'run.play', 'Space'),
        item('Step', 'run.step'),
        item('Step Back', 'run.back', 'Backspace'),
        item('Start Again', 'run.reset'),
        separator,
        item('Find a Bug', 'explore.bug', 'B'),
        item('Search All Orders', 'explore.all'),
        separator,
        item('Run for Real', 'record.start', 'CmdOrCtrl+R'),
        item('Stop', 'record.stop'),
        item('Kill', 'record.kill', 'CmdOrCtrl+Shift+K'),
        item('Mark This Moment', 'record.mark', 'M'),
        item('Follow the Run', 'record.follow', 'V')
      ]
    },
    { label: '&Help', submenu: [item('Keys', 'help.keys', '?'), ...(needs.mac ? [] : roles(null, 'about'))] }
  ]
}

type MakeItem = (label: string, id: CommandId, accelerator?: string) => Item

function fileMenu(needs: MenuNeeds, item: MakeItem): Item[] {
  return [
    item('Open…', 'file.open', 'CmdOrCtrl+O'),
    { label: 'Open Recent', submenu: recentMenu(needs) },
    separator,
    item('Save', 'file.save', 'CmdOrCtrl+S'),
    item('Save As…', 'file.saveAs', 'CmdOrCtrl+Shift+S'),
    item('Export Picture…', 'file.export', 'CmdOrCtrl+E'),
    separator,
    ...(needs.mac ? roles('close') : roles('close', 'quit'))
  ]
}

function recentMenu({ recent, openRecent, clearRecent }: MenuNeeds): Item[] {
  if (recent.length === 0) return [{ label: 'No files yet', enabled: false }]
  return [...recent.map((path) => ({ label: plain(path), click: () => openRecent(path) })), separator, { label: 'Clear', click: clearRecent }]
}

function viewMenu({ tools }: MenuNeeds, item: MakeItem): Item[] {
  const themes: Item[] = [
    item('As the System', 'view.theme.system'),
    item('Light', 'view.theme.light'),
    item('Dark', 'view.theme.dark'),
    item('Projector', 'view.theme.projector')
  ]
  return [
    item('Sidebar', 'view.sidebar', 'CmdOrCtrl+B'),
    item('Record a Program', 'view.record', 'CmdOrCtrl+3'),
    { label: 'Theme', submenu: themes },
    separator,
    ...roles('resetZoom', 'zoomIn', 'zoomOut', null, 'togglefullscreen'),
    ...(tools ? roles(null, 'toggleDevTools') : [])
  ]
}

// A key without Ctrl or Cmd belongs to the page, which knows whether a person is typing: registered here, it would act twice. It is only shown, and on macOS,
// where a menu cannot show a key without registering it, left out.
function keys(accelerator: string, mac: boolean): Pick<Item, 'accelerator' | 'registerAccelerator'> {
  if (accelerator.includes('+')) return { accelerator }
  return mac ? {} : { accelerator, registerAccelerator: false }
}

// `&` marks a menu's key
const plain = (path: string): string => path.replaceAll('&', '&&')

const roles = (...names: (NonNullable<Item['role']> | null)[]): Item[] => names.map((role) => (role === null ? separator : { role }))
