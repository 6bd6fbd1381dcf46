import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { commandLine } from '../../src/cli/commandLine'
import { emptyFolder, lab, programs, script } from './lab'

// the first command builds the command line when it is stale
beforeAll(async () => void (await lab(['--version'])))

test('--version says the version and nothing else', async () => {
  const { code, out, err } = await lab(['--version'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
})

test('help names every command, and every command has its own', async () => {
  const all = await lab(['--help'])
  expect(all.code).toBe(0)
  for (const name of ['run', 'analyze', 'convert', 'demo', 'pythons']) {
    expect(all.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
    const one = await lab([name, '--help'])
    expect(one.code).toBe(0)
    expect(one.out).toContain(`npm run -s lab -- ${name}`)
    expect((await lab(['help', name])).out).toBe(one.out)
  }
})

test.each([
  [[], 'lab: which command? (try: run, record, explore, analyze, convert, experiment, race, process, demo, pythons)'],
  [['rnu'], "lab: there is no command 'rnu' (try: run)"],
  [['--verison'], "lab: there is no option '--verison'"],
  [['run'], 'lab: FILE.py|FILE.prog|FILE.arrows is missing'],
  [['run', 'counter.py', '--engin', 'threads'], 'lab: run has no option --engin (try: --engine)'],
  [['run', 'counter.py', '--engine', 'thread'], "lab: --engine is one of simulator, threads, python, not 'thread' (try: --engine threads)"],
  [['run', 'counter.py', '--out', '--json'], 'lab: --out needs a value: --out FILE.arrows'],
  [['run', 'counter.py', '--json=yes'], 'lab: --json takes no value'],
  [['run', 'counter.py', '--seed', '1', '--seed', '2'], 'lab: --seed is given twice'],
  [['run', 'counter.py', '--seed', '-1'], "lab: --seed is a whole number from 0 to 4294967295, not '-1' (try: --seed 1)"],
  [['run', 'counter.py', '--seed', '1', '--schedule', '1'], 'lab: --schedule and --seed exclude each other (try: leave out --seed)'],
  [['run', 'counter.py', '--scheduler', 'random'], "lab: --scheduler knows round-robin, not 'random' (try: --seed 1)"],
  [['run', 'counter.py', '--engine', 'threads', '--schedule', '1'], 'lab: --schedule is for the simulator engine, not for threads'],
  [['run', 'counter.py', '--python', 'python3'], 'lab: --python is for the python engine, not for simulator (try: --engine python)'],
  [['run', 'counter.py', '--set', 'N'], "lab: --set takes NAME=LITERAL, not 'N' (try: --set N=3)"],
  [['run', 'counter.py', '--set', 'N=1', '--set', 'N=2'], 'lab: --set gives N twice'],
  [['run', 'counter.py', '--timeout', '0'], "lab: --timeout is a number of seconds, above 0 and at most 86400, not '0'"],
  [['run', 'counter.py', '--out', 'counter.svg'], "lab: --out writes a recording, and 'counter.svg' does not end in .arrows"],
  [['run', 'counter.py', 'locked.py'], "lab: run has no use for 'locked.py'"],
  [['convert', 'a.arrows'], 'lab: OUT is missing']
])('wrong words are refused with a hint: %j', async (words, line) => {
  const said = { out: '', err: '' }
  const never = new AbortController().signal
  const code = await commandLine(words, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    width: 100,
    folder: import.meta.dirname,
    resources: import.meta.dirname,
    stop: never,
    kill: never
  })
  expect(said.err).toContain(line)
  expect(said.err.split('\n')).toHaveLength(2)
  expect(code).toBe(2)
  expect(said.out === '' || words.some((word) => word.startsWith('--json'))).toBe(true)
})

test('with --json the same problem is a document on stdout', async () => {
  const { code, json } = await lab(['run', 'counter.py', '--engine', 'thread', '--json'])
  expect(code).toBe(2)
  expect(json()).toEqual({
    status: 'error',
    problems: [{ file: '', line: 0, column: 0, what: "--engine is one of simulator, threads, python, not 'thread'", try: '--engine threads' }]
  })
})

test('files that cannot be read are refused by name, whatever is the matter', async () => {
  const folder = emptyFolder()
  mkdirSync(join(folder, 'folder.py'))
  writeFileSync(join(folder, 'latin.py'), Buffer.from([0x23, 0xe9, 0x0a]))
  symlinkSync('nowhere.py', join(folder, 'dangling.py'))
  const said = async (file: string) => {
    const { code, err } = await lab(['run', file], folder)
    expect(code).toBe(2)
    return err
  }
  expect(await said('missing.py')).toContain('missing.py:0:0: there is no such file or folder (try: check the spelling; paths are taken from ')
  expect(await said('dangling.py')).toContain('dangling.py:0:0: there is no such file')
  expect(await said('folder.py')).toBe('folder.py:0:0: this is a folder (try: name a file in it)\n')
  expect(await said('latin.py')).toBe('latin.py:0:0: this file is not UTF-8 text (try: save it as UTF-8)\n')
})

test('paths are taken from where the person stands, not from the project', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'here.py'), 'print("here")\n')
  expect(await lab(['run', 'here.py'], folder)).toMatchObject({ code: 0, out: 'here\n' })
})

test.skipIf(process.platform === 'win32')('in a folder that has been removed meanwhile that is said, in one line', () => {
  const folder = join(emptyFolder(), 'gone')
  mkdirSync(folder)
  const { INIT_CWD: _, ...environment } = process.env
  const { status, stderr } = spawnSync('/bin/sh', ['-c', 'rmdir "$PWD"; exec "$@"', 'sh', process.execPath, script, 'run', join(programs, 'counter.py')], {
    cwd: folder,
    env: environment,
    encoding: 'utf8'
  })
  expect([status, stderr]).toEqual([2, 'lab: the folder you are in is gone (try: change to another one)\n'])
})

test('behind -- a file may begin with a dash; what then follows belongs to the program', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, '-odd.py'), 'print("odd")\n')
  expect(await lab(['run', '--', '-odd.py'], folder)).toMatchObject({ code: 0, out: 'odd\n' })
  expect((await lab(['explore', '--', '-odd.py'], folder)).out).toContain('odd')
  const { code, err } = await lab(['analyze', '--', 'a.arrows', 'b'], folder)
  expect([code, err]).toEqual([2, expect.stringContaining("analyze has no use for 'b'")])
})

test.skipIf(!existsSync('/dev/full'))('output that finds no room is a problem in words, and no exit code that one could believe', () => {
  const full = openSync('/dev/full', 'w')
  onTestFinished(() => closeSync(full))
  for (const words of [['run', 'counter.py', '--json'], ['explore', 'counter.py'], ['pythons']]) {
    const { status, stderr } = spawnSync(process.execPath, [script, ...words], {
      env: { ...process.env, INIT_CWD: programs },
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8'
    })
    expect([status, stderr]).toEqual([2, expect.stringContaining('lab: cannot write its output: the disk is full (try: make room, or write elsewhere)')])
    expect(stderr).not.toContain('    at ')
  }
})
