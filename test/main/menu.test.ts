import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { givenPaths } from '../../src/main/givenPaths'
import { menuTemplate } from '../../src/main/menu'
import { commandIds } from '../../src/preload/contract'

function menu(mac: boolean, recent: readonly string[] = []) {
  const done: string[] = []
  const template = menuTemplate({
    mac,
    name: 'Concurrency Lab',
    recent,
    tools: false,
    command: (id) => done.push(id),
    openRecent: (path) => done.push(path),
    clearRecent: () => done.push('clear')
  })
  return { items: flat(template), done }
}

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...flat((item.submenu as MenuItemConstructorOptions[] | undefined) ?? [])])

const press = (items: readonly MenuItemConstructorOptions[]): void => {
  for (const { click } of items) (click as (() => void) | undefined)?.()
}

test.each([true, false])('every command of the contract stands in the menu exactly once (mac: %s)', (mac) => {
  const { items, done } = menu(mac)
  press(items)
  expect(done.toSorted()).toEqual([...commandIds].toSorted())
})

test('no accelerator stands twice, and none without Ctrl or Cmd is registered', () => {
  const keys = menu(false).items.filter(({ accelerator }) => accelerator !== undefined)
  expect(new Set(keys.map(({ accelerator }) => accelerator)).size).toBe(keys.length)
  expect(keys.filter(({ accelerator, registerAccelerator }) => !String(accelerator).includes('+') && registerAccelerator !== false)).toEqual([])
  expect(menu(true).items.filter(({ accelerator }) => accelerator !== undefined && !accelerator.includes('+'))).toEqual([])
})

test('recent files open from the menu under their own names', () => {
  const { items, done } = menu(false, ['/data/a & b.arrows'])
  press(items.filter(({ label }) => label === '/data/a && b.arrows' || label === 'Clear'))
  expect(done).toEqual(['/data/a & b.arrows', 'clear'])
})

test('files are taken from the command line, switches and folders are not', () => {
  expect(givenPaths(['--inspect', '.', 'run.arrows', '/data/x.PY', '--out=y.arrows', 'notes.txt'], '/home')).toEqual(['/home/run.arrows', '/data/x.PY'])
})
