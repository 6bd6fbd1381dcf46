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

/** A person's settings on this machine, kept in `file`. The theme chosen holds for dialogs and menus too. */
export async function settingAnswers(file: string): Promise<Pick<Handlers, 'settings:read' | 'settings:write'>> {
  const stored = jsonFile<Settings>(file, requests['settings:read'].reply, initial)
  applyTheme(await stored.read())
  return {
    'settings:read': () => stored.read(),
    'settings:write': async (settings) => {
      applyTheme(settings)
      await stored.write(settings)
      return null
    }
  }
}

// a projector's picture is a light one: a dark room makes dark themes lose their contrast on the wall
function applyTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme === 'projector' ? 'light' : theme
}
