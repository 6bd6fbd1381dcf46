import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { RecordingMessage } from '../../src/preload/contract'
import './door'
import { type Lab, launchLab } from './launch'
import { descendants, expectGone, recordingHosts } from './processes'
import { pythonMissing } from './python'

const twoLocks = `import threading
import time

lock_a = threading.Lock()
lock_b = threading.Lock()

def one():
    with lock_a:
        time.sleep(0.2)
        with lock_b:
            print('one')

def two():
    with lock_b:
        time.sleep(0.2)
        with lock_a:
            print('two')

first = threading.Thread(target=one)
second = threading.Thread(target=two)
first.start()
second.start()
first.join()
second.join()
`

/** Starts the two-lock program for real and waits until it is stuck for ever. */
function deadlock(lab: Lab, engine: 'threads' | 'python'): Promise<RecordingMessage['type'][]> {
  return lab.page.evaluate(
    async ([source, chosen]) => {
      const plan = {
        engine: chosen,
        file: 'two_locks.py',
        path: null,
        source,
        set: {},
        detail: 'sync',
        observe: 'faithful',
        python: null,
        timeoutMs: 60_000,
        maxEvents: 100_000
      } as const
      const heard: RecordingMessage['type'][] = []
      await new Promise<void>((resolve, reject) => {
        const hear = (message: RecordingMessage): void => {
          heard.push(message.type)
          if (message.type === 'stage' && message.stage === 'parked') resolve()
          if (message.type === 'ended') reject(new Error(`it ended: ${message.status} ${JSON.stringify(message.problem)}`))
        }
        window.lab.record(plan, hear).then((answer) => {
          if (!answer.ok) reject(new Error(answer.problem.what))
        }, reject)
      })
      return heard
    },
    [twoLocks, engine] as const
  )
}

const endings = {
  'closing the window': async (lab: Lab) => lab.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  'asking the app to end (SIGTERM)': async (lab: Lab) => process.kill(lab.pid, 'SIGTERM'),
  'killing the app (SIGKILL)': async (lab: Lab) => process.kill(lab.pid, 'SIGKILL')
}

const missing = pythonMissing()

for (const engine of ['threads', 'python'] as const) {
  for (const [words, end] of Object.entries(endings)) {
    test(`${words} while a deadlocked run stands on the ${engine} engine leaves no process`, async () => {
      test.skip(engine === 'python' && missing !== '', missing)
      const lab = await launchLab()
      const before = descendants(lab.pid)
      await deadlock(lab, engine)
      const pids = descendants(lab.pid)
      expect(pids.filter((pid) => !before.includes(pid)).length).toBeGreaterThan(0)
      await end(lab)
      await expectGone([lab.pid, ...pids])
      await rm(lab.userData, { recursive: true, force: true })
    })
  }
}

test('the process that waits for a recording to begin records it, and ends with the app', async () => {
  const lab = await launchLab({ environment: { LAB_TEST_CONSENT: '1' } })
  const hosts = (): readonly number[] => recordingHosts(lab.pid)
  await lab.page.getByTestId('appbar').getByRole('button', { name: 'Record', exact: true }).click()
  await expect.poll(hosts).toHaveLength(1)
  const [waiting] = hosts()
  await deadlock(lab, 'threads')
  expect(hosts()).toEqual([waiting])
  const pids = descendants(lab.pid)
  process.kill(lab.pid, 'SIGKILL')
  await expectGone([lab.pid, ...pids])
  await rm(lab.userData, { recursive: true, force: true })
})

test('a second start gives its file to the first window and ends', async () => {
  const lab = await launchLab()
  const file = join(lab.userData, 'given.py')
  await writeFile(file, 'print(1)')
  await lab.page.evaluate(() => {
    window.lab.listen((push) => push.type === 'opened' && document.documentElement.setAttribute('data-heard', push.file.name))
  })
  // the words of the first start, but for those of the debugger that the tests attach: it would hold the second one back
  const [executable = '', ...all] = lab.app.process().spawnargs
  const words = all.filter((word, index) => !/^(-r$|--(inspect|remote-debugging))/.test(word) && all[index - 1] !== '-r')
  const second = spawn(executable, [...words, file], { stdio: 'ignore' })
  const [code] = (await once(second, 'close')) as [number | null]
  expect(code).toBe(0)
  await expect(lab.page.locator('html')).toHaveAttribute('data-heard', 'given.py')
  expect(lab.app.windows()).toHaveLength(1)
  await lab.close()
})
