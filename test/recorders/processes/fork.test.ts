import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import type { Result } from '../../../src/core/trace/problem'
import { descriptorsSnapshot, mapsSnapshot } from '../../../src/core/trace/snapshot'
import { addressSpace } from '../../../src/recorders/processes/addressSpace'
import { descriptorTable } from '../../../src/recorders/processes/descriptorTable'
import { pageStates } from '../../../src/recorders/processes/pageStates'

const linux = process.platform === 'linux'
const python = linux && spawnSync('python3', ['-c', '']).status === 0
if (!python) console.warn('skipped: fork looked at in /proc needs Linux and python3')

// 4 MiB before the fork, of which the child writes 1 MiB; each line it gets lets it go on by a stage
const forking = `
import ctypes, mmap, os, sys, tempfile
size = 4 << 20
block = mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
if hasattr(block, 'madvise') and hasattr(mmap, 'MADV_NOHUGEPAGE'): block.madvise(mmap.MADV_NOHUGEPAGE)
for i in range(0, size, 4096): block[i] = 1
file = tempfile.TemporaryFile(); file.write(b'x' * 100); file.flush(); os.lseek(file.fileno(), 0, 0)
go, gone = os.pipe(); told, tell = os.pipe()
child = os.fork()
if child == 0:
    os.read(go, 1)
    for i in range(0, size // 4, 4096): block[i] = 2
    os.read(file.fileno(), 40)
    os.write(tell, b'.'); os.read(go, 1); os._exit(0)
print(child, '%x' % ctypes.addressof(ctypes.c_char.from_buffer(block)), file.fileno(), go, flush=True)
sys.stdin.readline(); os.write(gone, b'.'); os.read(told, 1); print(block[0], flush=True)
sys.stdin.readline(); os.write(gone, b'.'); os.waitpid(child, 0)
`

function got<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.problem.what)
  return result.value
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

test.skipIf(!python)('after a fork pages are shared; the child that writes them has its own, and the offset of a file moves for both', async () => {
  const parent = spawn('python3', ['-c', forking], { stdio: ['pipe', 'pipe', 'inherit'] })
  try {
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]()
    const [child = '', address = '', file = '', pipe = ''] = String((await lines.next()).value).split(' ')
    const pids = [parent.pid ?? 0, Number(child)]
    const alone = () => pids.map((pid) => got(pageStates(pid, address, 1024)).filter((state) => state === 'alone').length)
    const position = () => pids.map((pid) => got(descriptorTable(pid)).descriptors.find(({ number }) => number === Number(file))?.position)
    expect([alone(), position()]).toEqual([
      [0, 0],
      [0, 0]
    ])

    parent.stdin.write('\n')
    expect((await lines.next()).value, 'the parent still sees its own value').toBe('1')
    expect([alone(), position()]).toEqual([
      [256, 256],
      [40, 40]
    ])
    const ends = pids.map((pid) => got(descriptorTable(pid)).descriptors.find(({ number }) => number === Number(pipe)))
    expect(ends[0]).toMatchObject({ mode: 'read', target: expect.stringMatching(/^pipe:/) })
    expect(ends[1]?.target).toBe(ends[0]?.target)
    const block = got(addressSpace(pids[1] ?? 0)).regions.find(
      ({ from, to }) => BigInt(`0x${from}`) <= BigInt(`0x${address}`) && BigInt(`0x${address}`) < BigInt(`0x${to}`)
    )
    expect(block?.what).toBe('anonymous memory')
    expect(block?.privateDirty).toBeGreaterThanOrEqual(1024)
    expect(block?.sharedDirty).toBeGreaterThanOrEqual(3072)
    parent.stdin.end('\n')
    await ended(parent)
    expect(addressSpace(Number(child))).toMatchObject({ ok: false, problem: { what: 'It has ended.' } })
  } finally {
    parent.kill('SIGKILL')
    await ended(parent)
  }
})

test.skipIf(!linux)('what is read of this very process passes the reader of its JSON', () => {
  const maps = got(addressSpace(process.pid))
  expect(mapsSnapshot(JSON.stringify(maps))).toEqual({ ok: true, value: maps })
  expect(maps.regions.map(({ what }) => what)).toEqual(expect.arrayContaining(['program text', 'heap', 'stack of the main thread']))
  const table = got(descriptorTable(process.pid))
  expect(descriptorsSnapshot(JSON.stringify(table))).toEqual({ ok: true, value: table })
})

test.skipIf(!linux)('a process that has ended is told in words', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await ended(child)
  for (const looked of [addressSpace(child.pid ?? 0), descriptorTable(child.pid ?? 0), pageStates(child.pid ?? 0, '1000', 1)])
    expect(looked).toMatchObject({ ok: false, problem: { what: 'It has ended.' } })
})

test.skipIf(!linux)("another user's process is told in words", () => {
  // process 1 is root's; whoever is root looks at it as nobody
  const root = process.getuid?.() === 0
  if (root) process.seteuid?.(65534)
  try {
    for (const looked of [addressSpace(1), descriptorTable(1)])
      expect(looked).toMatchObject({ ok: false, problem: { what: expect.stringContaining('another user') } })
  } finally {
    if (root) process.seteuid?.(0)
  }
})
