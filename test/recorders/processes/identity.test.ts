import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test, vi } from 'vitest'
import { type TreeSnapshot, treeSnapshot } from '../../../src/core/trace/snapshot'
import { processIdentity } from '../../../src/recorders/processes/processIdentity'
import { snapshotTaker } from '../../../src/recorders/processes/snapshotTaker'
import { processTable } from '../../processTable'

const linux = process.platform === 'linux'
const python = linux && spawnSync('python3', ['-c', '']).status === 0
if (!python) console.warn('skipped: who a process is, looked at in /proc, needs Linux and python3')

// names that try to pass for something else: the end of a name, a counter, no text at all; children that end by code and by signal and are not waited for
const hostile = `
import ctypes, os, signal, sys, threading
prctl = ctypes.CDLL(None).prctl
names = [b') R 1 1 1', b'\\nvoluntary_ctxt', b'\\xff\\xfe\\x1b[31m']
stop, named = threading.Event(), threading.Barrier(4)
def work(name):
    prctl(15, name)
    named.wait()
    stop.wait()
for name in names: threading.Thread(target=work, args=(name,)).start()
named.wait()
children = []
for how in (0, 7, signal.SIGKILL):
    child = os.fork()
    if child == 0:
        if how == signal.SIGKILL: os.kill(os.getpid(), how)
        os._exit(how)
    children.append(child)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
print(*children, flush=True)
sys.stdin.readline()
stop.set()
`

function seen(pid: number): TreeSnapshot {
  const read = processIdentity(pid)
  if (!read.ok) throw new Error(read.problem.what)
  expect(treeSnapshot(JSON.stringify(read.value))).toEqual(read)
  return read.value
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test.skipIf(!linux)('this very process says who it is, with its threads and their counters', () => {
  const { parent, command, state, exit, threads } = seen(process.pid)
  expect([parent, state, exit]).toEqual([process.ppid, 'runnable', null])
  expect(command.length).toBeGreaterThan(0)
  const main = threads.find(({ id }) => id === process.pid)
  expect(main?.cpuTime).toBeGreaterThan(0)
  expect(threads.length).toBeGreaterThan(1)
})

test.skipIf(!python)(
  'names that pass for something else change nothing, and who was not waited for shows how it ended',
  async () => {
    const parent = spawn('python3', ['-c', hostile], { stdio: ['pipe', 'pipe', 'inherit'] })
    try {
      const [line] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string]
      // it has written its line and is about to sleep
      await vi.waitFor(() => {
        const { threads, state } = seen(parent.pid ?? 0)
        expect(state).toBe('sleeping')
        expect(threads.map(({ name }) => name).slice(1)).toEqual([') R 1 1 1', '\nvoluntary_ctxt', '\ufffd\ufffd\u001b[31m'])
        for (const each of threads.slice(1)) expect(each).toMatchObject({ state: 'sleeping', voluntary: expect.any(Number) })
      }, 10_000)
      const children = line.split(' ').map((pid) => seen(Number(pid)))
      expect(children.map(({ parent: of, state: at, exit }) => [of, at, exit])).toEqual([
        [parent.pid, 'zombie', 0],
        [parent.pid, 'zombie', 7],
        [parent.pid, 'zombie', -9]
      ])
    } finally {
      parent.kill('SIGKILL')
      await ended(parent)
    }
    expect(processIdentity(parent.pid ?? 0)).toMatchObject({ ok: false, problem: { what: 'It has ended.' } })
  },
  20_000
)

/** A taker whose clock is moved by hand: between two looks `pass` nanoseconds go by. */
function handClock() {
  let time = 0
  const told: { pid: number; text: string }[] = []
  const taker = snapshotTaker(
    () => time,
    (_, pid, text) => told.push({ pid, text })
  )
  return {
    told,
    look(pids: readonly number[], pass: number) {
      time += pass
      taker.look(time, pids)
    }
  }
}

test.skipIf(!linux)(
  'a process is looked at twice a second at most, and told again only when it has changed',
  async () => {
    const idle = spawn('cat')
    const pid = idle.pid ?? 0
    try {
      // it has begun, and does nothing but wait from now on
      idle.stdin.write('here\n')
      await once(idle.stdout, 'data')
      const { told, look } = handClock()
      const kinds = () => told.map(({ text }) => text.split(' ')[0])
      look([pid], 0)
      look([pid], 6e6)
      look([pid], 6e6)
      expect(kinds()).toEqual(['tree', 'descriptors', 'maps'])
      for (let passed = 0; passed < 100; passed++) look([pid], 1e8)
      // it waits: how it came to is told once more at most
      // (its share of the libraries' memory changes with whoever else comes and goes)
      expect(kinds().filter((kind) => kind !== 'maps').length).toBeLessThanOrEqual(4)
      // who is busy changes all the time
      const own = handClock()
      for (let passed = 0; passed < 100; passed++) own.look([process.pid], 1e7)
      expect(own.told.filter(({ text }) => text.startsWith('tree ')).length).toBeLessThanOrEqual(3)
    } finally {
      idle.kill('SIGKILL')
      await ended(idle)
    }
  },
  20_000
)

test.skipIf(!python)(
  'of 200 children each is looked at, also when they end meanwhile',
  async () => {
    const many = `
import os, sys
go, gone = os.pipe()
for _ in range(200):
    if os.fork() == 0: os.close(gone); os.read(go, 1); os._exit(0)
print('there', flush=True); sys.stdin.readline(); os.close(gone); sys.stdin.readline()`
    const parent = spawn('python3', ['-c', many], { stdio: ['pipe', 'pipe', 'inherit'] })
    try {
      await once(createInterface({ input: parent.stdout }), 'line')
      const children = processTable().flatMap((child) => (child.parent === parent.pid ? [child.pid] : []))
      expect(children).toHaveLength(200)
      const { told, look } = handClock()
      // time stands still while it looks, so that no look counts as long
      look(children, 0)
      expect(told.filter(({ text }) => text.startsWith('tree '))).toHaveLength(200)
      parent.stdin.write('\n')
      for (let turn = 0; turn < 2; turn++) look(children, 1e9)
    } finally {
      parent.kill('SIGKILL')
      await ended(parent)
    }
  },
  20_000
)
