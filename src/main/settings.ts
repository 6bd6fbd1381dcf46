import { nativeTheme } from 'electron'
import { requests, type Settings } from '../preload/contract'
import type { Handlers } from './ipc'
import { jsonFile } from './jsonFile'

const initial: Settings = {
  theme: 'system',
  reducedMotion: false,
  singleKeys: true,
  sidebar: true,
  panes: {},
  last: null,
  interpreter: null
}

/** A person's settings on this machine, kept in `file`. The theme chosen holds for dialogs and menus too; `onTheme` hears of it when the page has read it, and with every change. */
export async function settingAnswers(file: string, onTheme: (theme: Settings['theme']) => void): Promise<Pick<Handlers, 'settings:read' | 'settings:write'>> {
  const stored = jsonFile<Settings>(file, requests['settings:read'].reply, initial)
  applyTheme(await stored.read())
  return {
    'settings:read': async () => {
      const settings = await stored.read()
      onTheme(settings.theme)
      return settings
    },
    'settings:write': async (settings) => {
      applyTheme(settings)
      onTheme(settings.theme)
      await stored.write(settings)
      return null
    }
  }
}

// a projector's picture is a light one: a dark room makes dark themes lose their contrast on the wall
function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'projector' ? 'light' : theme
}
