import { expect, test } from '@playwright/test'
import { type Lab, launchLab } from './launch'
import './door'

let lab: Lab
test.beforeAll(async () => {
  lab = await launchLab()
})
test.afterAll(async () => {
  await lab.close()
})

test('the page comes from our own origin and loads without an error or a policy violation', async () => {
  expect(await lab.page.evaluate(() => location.href)).toBe('app://lab/index.html')
  expect(lab.complaints).toEqual([])
})

test('the page is isolated from other origins, so that it may share memory with its workers', async () => {
  expect(await lab.page.evaluate(() => [crossOriginIsolated, typeof SharedArrayBuffer])).toEqual([true, 'function'])
})

test('every answer carries the strict policies, with a new nonce on every load', async () => {
  const read = () =>
    lab.page.evaluate(async () => {
      const { headers } = await fetch('app://lab/index.html')
      return Object.fromEntries(headers)
    })
  const [first, second] = [await read(), await read()]
  const policy = first['content-security-policy'] ?? ''
  for (const rule of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src-attr 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'"
  ]) {
    expect(policy.split('; ')).toContain(rule)
  }
  expect(policy).not.toMatch(/unsafe-(inline|eval)|https?:|\*/)
  expect(policy).toMatch(/'nonce-[A-Za-z0-9+/=]{20,}'/)
  expect(second['content-security-policy']).not.toBe(policy)
  expect(first).toMatchObject({
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer'
  })
})

test('the window is sandboxed and isolated, without Node', async () => {
  expect(await lab.page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis))).toEqual([])
  const preferences = await lab.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> }
    return contents.getLastWebPreferences()
  })
  const { sandbox, contextIsolation, webSecurity, ...rest } = preferences
  expect({ sandbox, contextIsolation, webSecurity }).toEqual({ sandbox: true, contextIsolation: true, webSecurity: true })
  // what is off may simply not be listed
  const off = ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames', 'webviewTag', 'navigateOnDragDrop', 'experimentalFeatures']
  expect(off.filter((name) => rest[name])).toEqual([])
  expect(rest.enableBlinkFeatures ?? '').toBe('')
})

test('the door holds functions only, and cannot be changed by the page', async () => {
  const door = await lab.page.evaluate(() => ({
    members: Object.entries(window.lab).map(([name, value]) => `${name}: ${typeof value}`),
    frozen: Object.isFrozen(window.lab)
  }))
  expect(door).toEqual({ members: ['ask', 'listen', 'pathOf', 'openDropped', 'record', 'explore'].map((name) => `${name}: function`), frozen: true })
})

test('text never becomes code or markup', async () => {
  const refusals = await lab.page.evaluate(async () => {
    // the debugger through which this runs may evaluate text, but only until its own call returns
    await new Promise((resolve) => setTimeout(resolve))
    const attempt = (what: () => unknown): string => {
      try {
        what()
        return 'allowed'
      } catch (error) {
        return (error as Error).name
      }
    }
    return [
      // oxlint-disable-next-line typescript/no-implied-eval -- the policy must refuse it
      attempt(() => new Function('return 1')()),
      // oxlint-disable-next-line no-eval -- the policy must refuse it
      attempt(() => globalThis.eval('1')),
      attempt(() => {
        document.createElement('div').innerHTML = '<b>x</b>'
      }),
      attempt(() => {
        const script = document.createElement('script')
        script.append('document.title = "an inline script ran"')
        document.body.append(script)
      }),
      attempt(() => new Worker('https://example.com/worker.js')),
      attempt(() => {
        document.createElement('script').src = 'https://example.com/script.js'
      })
    ]
  })
  expect(refusals).not.toContain('allowed')
})

test('an inline style attribute does nothing', async () => {
  const position = await lab.page.evaluate(() => {
    const styled = document.createElement('i')
    styled.setAttribute('style', 'position: fixed')
    document.body.append(styled)
    const found = getComputedStyle(styled).position
    styled.remove()
    return found
  })
  expect(position).toBe('static')
})

test('nothing remote is reached, by no scheme', async () => {
  const reached = await lab.page.evaluate(async () => {
    const urls = ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/hostname', 'ftp://example.com/']
    const image = (url: string) =>
      new Promise<string>((resolve) => {
        const element = new Image()
        element.addEventListener('load', () => resolve(url))
        element.addEventListener('error', () => resolve('refused'))
        element.src = url
      })
    const fetched = await Promise.all(
      urls.map((url) =>
        fetch(url, { mode: 'no-cors' }).then(
          () => url,
          () => 'refused'
        )
      )
    )
    return [...fetched, ...(await Promise.all(urls.map(image)))]
  })
  expect(new Set(reached)).toEqual(new Set(['refused']))
})

test('main itself cancels requests that leave our origin, whatever the page policy says', async () => {
  const outcome = await lab.app.evaluate(async ({ net, session }) => {
    try {
      await session.defaultSession.fetch('https://example.com/')
      return 'fetched'
    } catch (error) {
      return `${String(error)} ${typeof net}`
    }
  })
  expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT')
})

test('paths that lead out of the app are not found, and it is read-only', async () => {
  const answers = await lab.page.evaluate(async () => {
    const status = (path: string, method = 'GET') =>
      fetch(path, { method }).then(
        (answer) => answer.status,
        () => 0
      )
    const paths = ['/../../package.json', '/%2e%2e/%2e%2e/package.json', '/%2e%2e%2f%2e%2e%2fpackage.json', '/..%5c..%5cpackage.json', '/%00', '/%', '/none.js']
    return [...(await Promise.all(paths.map((path) => status(path)))), await status('/index.html', 'POST')]
  })
  expect(answers).toEqual([404, 404, 404, 404, 404, 404, 404, 405])
})

test('the page gets no permission', async () => {
  const states = await lab.page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'] as PermissionName[]
    return Promise.all(
      names.map((name) =>
        navigator.permissions.query({ name }).then(
          (status) => status.state,
          () => 'denied'
        )
      )
    )
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
})

test('no window opens, no frame loads, and the page cannot leave', async () => {
  expect(await lab.page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  expect(await lab.page.evaluate(() => window.open('app://lab/index.html'))).toBeNull()
  await lab.page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    document.body.append(link)
    link.click()
    link.remove()
    location.href = 'https://example.com/'
  })
  // an answer from the page after the attempts: it is still there, and still ours
  expect(await lab.page.evaluate(() => location.href)).toBe('app://lab/index.html')
  expect(lab.app.windows()).toHaveLength(1)
})

test('downloads are refused', async () => {
  const outcome = await lab.app.evaluate(
    ({ BrowserWindow, session }) =>
      new Promise<boolean>((resolve) => {
        session.defaultSession.once('will-download', (event) => resolve(event.defaultPrevented))
        BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('data:text/plain,x')
      })
  )
  expect(outcome).toBe(true)
})

test('a question that does not fit the contract is refused by main', async () => {
  const refused = await lab.page.evaluate(async () => {
    const ask = window.lab.ask as (request: string, question?: unknown) => Promise<unknown>
    const attempts: [string, unknown?][] = [
      ['record:stop', { run: 'one' }],
      ['record:start', { engine: 'shell', file: 'x.py' }],
      ['settings:write', { theme: 'pink' }],
      ['file:save', { kind: 'exe', name: 'a', path: null, bytes: new Uint8Array(1) }],
      ['app:info', { more: true }],
      ['no:such', undefined]
    ]
    return Promise.all(
      attempts.map(([request, question]) =>
        ask(request, question).then(
          () => `${request} was answered`,
          () => 'refused'
        )
      )
    )
  })
  expect(new Set(refused)).toEqual(new Set(['refused']))
})

test('a path that nobody gave cannot be opened, run or written', async () => {
  const outcome = await lab.page.evaluate(async () => {
    const plan = {
      engine: 'threads',
      file: 'x.py',
      source: 'print(1)',
      set: {},
      detail: 'access',
      observe: 'faithful',
      python: null,
      timeoutMs: 1000,
      maxEvents: 1000
    } as const
    const opened = await window.lab.ask('recent:open', { path: '/etc/hostname' })
    const foreign = await window.lab.ask('record:start', { ...plan, path: '/etc/hostname' })
    const outside = await window.lab.ask('record:start', { ...plan, file: '../x.py', path: null })
    return { opened, foreign: foreign.ok, outside: outside.ok }
  })
  expect(outcome).toEqual({ opened: { ok: true, value: null }, foreign: false, outside: false })
})

test('the menu is our own: nothing in it reloads the page, and no single key is an accelerator', async () => {
  const items = await lab.app.evaluate(({ Menu }) => {
    const all: { label: string; role: string; key: string; registered: boolean }[] = []
    const walk = (menu: Electron.Menu | null | undefined): void => {
      for (const item of menu?.items ?? []) {
        all.push({ label: item.label, role: item.role ?? '', key: item.accelerator ?? '', registered: item.registerAccelerator })
        walk(item.submenu)
      }
    }
    walk(Menu.getApplicationMenu())
    return all
  })
  expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['Open…', 'Save', 'Run for Real']))
  expect(items.filter(({ role }) => /reload/i.test(role))).toEqual([])
  expect(items.filter(({ key, registered }) => key !== '' && !key.includes('+') && !/^F\d+$/.test(key) && registered)).toEqual([])
})
