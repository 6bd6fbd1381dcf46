import { expect, test } from 'vitest'
import { clashingKeys, type Command, commandFor, keyName } from '../../src/renderer/commands/command'
import { sessionCommands } from '../../src/renderer/commands/sessionCommands'
import type { Session } from '../../src/renderer/session/session'

const press = (key: string, code: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held
})

test.each([
  [press(' ', 'Space'), 'Space'],
  [press('1', 'Digit1'), '1'],
  [press('!', 'Digit1', { shiftKey: true }), 'Shift+1'],
  [press('?', 'Slash', { shiftKey: true }), '?'],
  [press('o', 'KeyO', { ctrlKey: true }), 'Mod+O'],
  [press('K', 'KeyK', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+K'],
  [press('ArrowLeft', 'ArrowLeft', { altKey: true }), 'Alt+ArrowLeft']
])('%o is called %s', (event, name) => {
  expect(keyName(event, false)).toBe(name)
})

test('on a Mac the command key is Mod, and control is not', () => {
  expect(keyName(press('o', 'KeyO', { metaKey: true }), true)).toBe('Mod+O')
  expect(keyName(press('o', 'KeyO', { ctrlKey: true }), true)).toBe('O')
})

const views = {
  keys: () => undefined,
  sidebar: () => undefined,
  find: () => undefined,
  table: () => undefined,
  exportFigure: () => undefined,
  zoom: () => undefined,
  pan: () => undefined,
  fit: () => undefined
}
// commands are only listed here, never run: nothing of the session is asked
const commands: readonly Command[] = sessionCommands({} as Session, views)

test('no two commands claim the same key', () => {
  expect(clashingKeys(commands)).toEqual([])
})

test('single keys are left to whoever types; keys with a modifier are not', () => {
  expect(commandFor(commands, 'Space', true)).toBeNull()
  expect(commandFor(commands, 'Space', false)?.id).toBe('run.play')
  expect(commandFor(commands, 'Mod+S', true)?.id).toBe('file.save')
})

test('the keys of a clicker step forward and back', () => {
  expect(commandFor(commands, keyName(press('PageDown', 'PageDown'), false), false)?.id).toBe('run.step')
  expect(commandFor(commands, keyName(press('PageUp', 'PageUp'), false), false)?.id).toBe('run.back')
})
