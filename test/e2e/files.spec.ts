import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import './door'
import { type Lab, launchLab } from './launch'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'concurrency-lab-files-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

// native dialogs cannot be pressed by a test: these answers stand in for the person
const chooseFile = (lab: Lab, path: string) =>
  lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, path)
const choosePlace = (lab: Lab, path: string) =>
  lab.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === '', filePath: chosen })
  }, path)

test('a file that a person chose is read, remembered, and written again without another question', async () => {
  const lab = await launchLab()
  const path = join(folder, 'count.py')
  await writeFile(path, 'print(1)')
  await chooseFile(lab, path)
  const opened = await lab.page.evaluate(async () => {
    const answer = await window.lab.ask('file:open')
    return answer.ok && answer.value && 'bytes' in answer.value ? { ...answer.value, bytes: new TextDecoder().decode(answer.value.bytes) } : answer
  })
  expect(opened).toEqual({ name: 'count.py', path, bytes: 'print(1)' })
  expect(await lab.page.evaluate(() => window.lab.ask('recent:list'))).toEqual([{ path, name: 'count.py' }])
  const saved = await lab.page.evaluate(
    (place) => window.lab.ask('file:save', { kind: 'py', name: 'count.py', path: place, bytes: new TextEncoder().encode('print(2)') }),
    path
  )
  expect(saved).toEqual({ ok: true, value: { path } })
  expect(await readFile(path, 'utf8')).toBe('print(2)')
  await lab.close()
})

test('a large file is offered at an address that cannot be guessed, is fetched once, and is never run as a script', async () => {
  const lab = await launchLab()
  const path = join(folder, 'large.arrows')
  await writeFile(path, 'postMessage("it ran") //'.padEnd(1_500_000, 'x'))
  await chooseFile(lab, path)
  const outcome = await lab.page.evaluate(async () => {
    const offer = async (): Promise<string> => {
      const answer = await window.lab.ask('file:open')
      return answer.ok && answer.value && 'address' in answer.value ? answer.value.address : 'not offered'
    }
    const status = async (address: string, method = 'GET'): Promise<number> => (await fetch(address, { method })).status
    const loaded = (what: HTMLScriptElement | Worker): Promise<string> =>
      new Promise((resolve) => {
        what.addEventListener('load', () => resolve('ran'))
        what.addEventListener('message', () => resolve('ran'))
        what.addEventListener('error', () => resolve('refused'))
      })
    const script = document.createElement('script')
    script.src = await offer()
    const asScript = loaded(script)
    document.body.append(script)
    const address = await offer()
    return {
      script: await asScript,
      worker: await loaded(new Worker(await offer())),
      posted: await status(address, 'POST'),
      first: (await (await fetch(address)).arrayBuffer()).byteLength,
      again: await status(address),
      guessed: await status(address.replace(/.{32}$/, '0'.repeat(32))),
      folder: await status(address.replace(/.{32}$/, ''))
    }
  })
  expect(outcome).toEqual({ script: 'refused', worker: 'refused', posted: 405, first: 1_500_000, again: 404, guessed: 404, folder: 404 })
  // the disk was taken away between the choice and the reading
  const address = await lab.page.evaluate(async () => {
    const answer = await window.lab.ask('file:open')
    return answer.ok && answer.value && 'address' in answer.value ? answer.value.address : ''
  })
  await rm(path)
  expect(await lab.page.evaluate(async (place) => (await fetch(place)).json(), address)).toMatchObject({ at: path, what: 'There is no such file.' })
  await lab.close()
})

test('a dropped file is read and remembered; one that is not on disk is a problem', async () => {
  const lab = await launchLab()
  const path = join(folder, 'dropped.py')
  await writeFile(path, 'print(1)')
  await lab.page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.id = 'drop'
    document.body.append(input)
  })
  await lab.page.setInputFiles('#drop', path)
  const answers = await lab.page.evaluate(async () => {
    const [file] = document.querySelector<HTMLInputElement>('#drop')?.files ?? []
    const [onDisk, made] = [file && (await window.lab.openDropped(file)), await window.lab.openDropped(new File(['x'], 'made.py'))]
    return { path: onDisk?.ok && onDisk.value.path, made: made.ok }
  })
  expect(answers).toEqual({ path, made: false })
  expect(await lab.page.evaluate(() => window.lab.ask('recent:list'))).toEqual([{ path, name: 'dropped.py' }])
  await lab.close()
})

test('a place that nobody chose is asked for, and changing one’s mind writes nothing', async () => {
  const lab = await launchLab()
  const save = (path: string) =>
    lab.page.evaluate((place) => window.lab.ask('file:save', { kind: 'svg', name: 'picture.svg', path: place, bytes: new Uint8Array([60]) }), path)
  const [wished, chosen] = [join(folder, 'wished.svg'), join(folder, 'chosen.svg')]
  await choosePlace(lab, '')
  expect(await save(wished)).toEqual({ ok: true, value: null })
  await choosePlace(lab, chosen)
  expect(await save(wished)).toEqual({ ok: true, value: { path: chosen } })
  await expect(stat(wished)).rejects.toThrow('ENOENT')
  expect(await readFile(chosen, 'utf8')).toBe('<')
  await lab.close()
})

test('a place that cannot be written is a problem in words', async () => {
  const lab = await launchLab()
  await choosePlace(lab, join(folder, 'file', 'in', 'a', 'file.svg'))
  await writeFile(join(folder, 'file'), '')
  const answer = await lab.page.evaluate(() => window.lab.ask('file:save', { kind: 'svg', name: 'a.svg', path: null, bytes: new Uint8Array(1) }))
  expect(answer).toMatchObject({ ok: false, problem: { what: 'A part of this path is not a folder.' } })
  await lab.close()
})

test('a file on the command line is opened', async () => {
  const path = join(folder, 'given.py')
  await writeFile(path, 'print(1)')
  const lab = await launchLab({ words: [path, join(folder, 'missing.arrows')] })
  await expect.poll(() => lab.page.evaluate(() => window.lab.ask('recent:list'))).toEqual([{ path, name: 'given.py' }])
  await lab.close()
})

test('a program from disk runs only after a yes, and is asked for once', async () => {
  const lab = await launchLab({ environment: { LAB_TEST_CONSENT: '' } })
  const path = join(folder, 'count.py')
  await writeFile(path, 'print(1)')
  await chooseFile(lab, path)
  await lab.page.evaluate(() => window.lab.ask('file:open'))
  const answerWith = (response: number) =>
    lab.app.evaluate(({ dialog }, pressed) => {
      const counted = globalThis as { asked?: number }
      counted.asked ??= 0
      dialog.showMessageBox = async () => {
        counted.asked = (counted.asked ?? 0) + 1
        return { response: pressed, checkboxChecked: false }
      }
    }, response)
  const run = () =>
    lab.page.evaluate(async (place) => {
      const plan = { engine: 'threads', file: 'count.py', path: place, source: 'print(1)', set: {}, detail: 'sync', observe: 'faithful', python: null } as const
      const answer = await window.lab.record({ ...plan, timeoutMs: 60_000, maxEvents: 1000 }, () => undefined)
      return answer.ok
    }, path)
  await answerWith(1)
  expect(await run()).toBe(false)
  await answerWith(0)
  expect([await run(), await run()]).toEqual([true, true])
  expect(await lab.app.evaluate(() => (globalThis as { asked?: number }).asked)).toBe(2)
  await lab.close()
})

test('settings and the place of the window come back at the next start', async () => {
  const first = await launchLab({ userData: folder })
  await first.page.evaluate(async () => {
    const settings = await window.lab.ask('settings:read')
    await window.lab.ask('settings:write', { ...settings, theme: 'dark', sidebar: false })
  })
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setBounds({ x: 10, y: 20, width: 1000, height: 650 }))
  await first.close()
  const second = await launchLab({ userData: folder })
  expect(await second.page.evaluate(() => window.lab.ask('settings:read'))).toMatchObject({ theme: 'dark', sidebar: false })
  expect(await second.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toEqual({ x: 10, y: 20, width: 1000, height: 650 })
  await second.close()
})

test('closing with unsaved work asks first: keep, save and then close, or close without saving', async () => {
  const lab = await launchLab()
  const answerWith = (response: number) =>
    lab.app.evaluate(({ dialog }, pressed) => {
      dialog.showMessageBox = async () => ({ response: pressed, checkboxChecked: false })
    }, response)
  const close = () => lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  const edited = (now: boolean) => lab.page.evaluate((is) => window.lab.ask('window:document', { title: 'Count', path: null, edited: is }), now)
  // by now the page has said what it shows, and says no more until somebody does something
  await expect(lab.page.getByTestId('home').getByRole('button', { name: /^Start:/ })).toBeEnabled()
  // it asks where to save; the person of this test never says
  await choosePlace(lab, '')
  await edited(true)
  await answerWith(2)
  await close()
  expect(await lab.page.evaluate(() => location.origin)).toBe('app://lab')
  await lab.page.evaluate(() => {
    window.lab.listen((push) => push.type === 'command' && document.documentElement.setAttribute('data-heard', push.id))
  })
  const gone = lab.app.waitForEvent('close')
  await answerWith(0)
  await close()
  await expect(lab.page.locator('html')).toHaveAttribute('data-heard', 'file.save')
  await edited(false).catch(() => undefined)
  await gone
  await rm(lab.userData, { recursive: true, force: true })
})
