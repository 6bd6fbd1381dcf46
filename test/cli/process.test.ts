import { beforeAll, expect, test } from 'vitest'
import { lab } from './lab'

beforeAll(async () => void (await lab(['--version'])))

const isLinux = process.platform === 'linux'
if (!isLinux) console.warn('NOT TESTED: the memory and files of processes are shown under Linux only')

test.runIf(isLinux)('a living process shows its memory with what each region is, and its open files', async () => {
  const { code, out } = await lab(['process', String(process.pid)])
  expect(code).toBe(0)
  expect(out).toMatch(new RegExp(`^process ${process.pid}: [\\d,]+ KiB of addresses, [\\d,]+ KiB resident`))
  expect(out).toMatch(new RegExp(`child of ${process.ppid}$`, 'm'))
  expect(out).toMatch(new RegExp(`^  ${process.pid} +\\S.* (runnable|sleeping) +\\d+\\.\\d{3} +[\\d,]+ / [\\d,]+$`, 'm'))
  expect(out).toContain('program text')
  expect(out).toMatch(/stack/)
  const seen = (await lab(['process', String(process.pid), '--json'])).json() as { regions: { resident: number }[]; descriptors: { number: number }[] }
  expect(seen.regions.some(({ resident }) => resident > 0)).toBe(true)
  expect(seen.descriptors.map(({ number }) => number)).toEqual(expect.arrayContaining([1, 2]))
})

test('what is no process is said in words', async () => {
  expect((await lab(['process', 'python3'])).err).toBe("lab: a process is named by its number, not by 'python3' (try: process 1234)\n")
  const gone = await lab(['process', '999999999'])
  expect([gone.code, gone.err.includes('process 999999999')]).toEqual([2, true])
})
