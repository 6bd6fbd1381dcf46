import { execFileSync, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { createSearch, type Search } from '../../src/core/explorer/search/search'
import { compileNotation } from '../../src/core/notation/compileNotation'
import { createMachine } from '../../src/core/simulator/machine'

/*
 * States per CPU second of the explorer, beside Spin's on the same models in the same run (depth first, no reduction, safety only). Both find the same number of
 * states: a process of the Promela text stays before `end: false` instead of dying. Spin's model is compiled before its time counts; ours compiles itself while it
 * runs, so its first searches are told apart from the later ones.
 */

interface Model {
  readonly name: string
  /** One list of lines a thread. */
  readonly threads: readonly (readonly string[])[]
  readonly declarations: string
}

const philosophers = (count: number): Model => ({
  name: `${count} philosophers`,
  declarations: `mutex ${Array.from({ length: count }, (_, fork) => `f${fork}`).join(' ')}`,
  threads: Array.from({ length: count }, (_, left) => {
    const right = (left + 1) % count
    return [`lock f${left}`, `lock f${right}`, `unlock f${right}`, `unlock f${left}`]
  })
})

const counters = (threads: number, rounds: number): Model => ({
  name: `${threads} threads, ${rounds} increments each`,
  declarations: 'shared x = 0',
  threads: Array.from({ length: threads }, () => Array.from({ length: rounds }, () => ['load r x', 'set r r + 1', 'store x r']).flat())
})

const notation = ({ declarations, threads }: Model): string =>
  [declarations, ...threads.flatMap((lines, thread) => [`thread T${thread}`, ...lines.map((line) => `  ${line}`)]), ''].join('\n')

function promela({ declarations, threads }: Model): string {
  const [kind, ...names] = declarations.split(' ')
  const globals = kind === 'mutex' ? names.map((name) => `byte ${name};`) : ['byte x;']
  const bodies = threads.map(
    (lines, thread) => `active proctype T${thread}() { byte r; ${lines.map((line) => statement(line, thread)).join('; ')}; end: false }`
  )
  return [...globals, ...bodies, ''].join('\n')
}

function statement(line: string, thread: number): string {
  const [word, first] = line.split(' ')
  if (word === 'lock') return `atomic { ${first} == 0 -> ${first} = ${thread + 1} }`
  if (word === 'unlock') return `${first} = 0`
  return word === 'load' ? 'r = x' : word === 'set' ? 'r = r + 1' : 'x = r'
}

function search(model: Model, reduced: boolean): Search {
  const compiled = compileNotation(notation(model), { file: 'model.prog' })
  if (!compiled.ok) throw new Error(compiled.problems.map(({ what }) => what).join('\n'))
  const found = createSearch(createMachine(compiled.program), reduced)
  while (found.expand(4_096));
  return found
}

function ours(model: Model): { readonly seconds: number; readonly states: number; readonly bytes: number } {
  const before = process.cpuUsage()
  const found = search(model, false)
  const { user, system } = process.cpuUsage(before)
  const edges = found.edgeStart[found.expanded] ?? 0
  return { seconds: (user + system) / 1e6, states: found.count, bytes: (found.bytes - 6 * edges) / found.count }
}

function spin(folder: string): { readonly seconds: number; readonly states: number } {
  const run = spawnSync('bash', ['-c', 'TIMEFORMAT="cpu %U %S"; time ./pan -E -m1000000 -w24'], { cwd: folder, encoding: 'utf8' })
  const [, user = '0', system = '0'] = /cpu ([\d.]+) ([\d.]+)/.exec(run.stderr) ?? []
  return { seconds: Number(user) + Number(system), states: Number(/(\d+) states, stored/.exec(run.stdout)?.[1] ?? 0) }
}

function builtPan(model: Model): string | null {
  const folder = mkdtempSync(join(tmpdir(), 'lab-spin-'))
  try {
    writeFileSync(join(folder, 'model.pml'), promela(model))
    execFileSync('spin', ['-a', 'model.pml'], { cwd: folder, stdio: 'ignore' })
    execFileSync('gcc', ['-O2', '-DNOREDUCE', '-DSAFETY', '-o', 'pan', 'pan.c'], { cwd: folder, stdio: 'ignore' })
    return folder
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
const figure = (number: number): string => Math.round(number).toLocaleString('en')

const [early, rounds] = [5, 5]
const models = [philosophers(8), philosophers(9), counters(3, 5)]

function compare(model: Model): void {
  const folder = builtPan(model)
  const mine: ReturnType<typeof ours>[] = []
  const theirs: ReturnType<typeof spin>[] = []
  const first = Array.from({ length: early }, () => ours(model))
  // one after the other, so that whatever else the machine does meets both
  for (let round = 0; round < rounds; round++) {
    mine.push(ours(model))
    if (folder !== null) theirs.push(spin(folder))
  }
  if (folder !== null) rmSync(folder, { recursive: true, force: true })
  const [states = 0, seconds] = [mine[0]?.states, median(mine.map((one) => one.seconds))]
  console.log(
    `${model.name}: ${figure(states)} states, ${seconds.toFixed(2)} s, ${figure(states / seconds)} states a CPU second with all steps kept, ${figure(mine.at(-1)?.bytes ?? 0)} bytes a state without them (the index's room to grow included)`
  )
  console.log(`  the first searches, while they are compiled: ${first.map((one) => `${one.seconds.toFixed(2)} s`).join(', ')}`)
  if (folder === null) return console.log('  Spin is not here (spin and gcc are needed for the comparison)')
  const [spinStates = 0, spinSeconds] = [theirs[0]?.states, median(theirs.map((one) => one.seconds))]
  const ratio = states / seconds / (spinStates / spinSeconds)
  console.log(
    `  Spin: ${figure(spinStates)} states, ${spinSeconds.toFixed(2)} s, ${figure(spinStates / spinSeconds)} states a CPU second: ${ratio.toFixed(2)} times that here`
  )
}

// as in the lab, where each search has a process of its own: what the engine compiled for one program is not good for another
if (isMainThread) {
  for (let number = 0; number < models.length; number++) await once(new Worker(new URL(import.meta.url), { workerData: number }), 'exit')
  console.log(`8 philosophers, reduced: ${figure(search(philosophers(8), true).count)} states`)
} else compare(models[Number(workerData)] as Model)
