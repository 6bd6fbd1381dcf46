import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPythons } from '../../recorders/python/findPythons'
import type { ProgramEngine } from '../../core/trace/header'
import type { Command } from '../command'
import { answer, complaintLine, refuse } from '../complaint'
import { exitCode } from '../exitCode'
import { reason, readText } from '../readText'
import type { Terminal } from '../terminal'
import { showRun } from './showRun'

const option = { name: 'folder', value: 'FOLDER', many: false, words: 'where recordings and pictures go (default: a new temporary folder)' } as const

/** `demo`: a deadlock of two locks, recorded for real, drawn as text. */
export const demoCommand: Command = {
  name: 'demo',
  summary: 'record a deadlock of two locks for real and draw it in the terminal',
  operands: [],
  options: [option],
  rest: null,
  notes: [],
  async run(words, terminal) {
    const program = await readText(join(terminal.resources, 'scenarios', 'two_locks.py'), terminal.folder)
    if (!program.ok) return program
    const folder = await folderFor(words.value('folder'), terminal).catch((error: unknown) =>
      refuse(words.value('folder') ?? tmpdir(), ...reason(error, terminal.folder))
    )
    if (typeof folder !== 'string') return folder
    terminal.out(`Concurrency Lab: two threads take two locks in opposite order.\n\n${program.value.text.trim().replace(/^(?=.)/gm, '    ')}\n\n`)
    let code: number = exitCode.finished
    for (const engine of await enginesHere(terminal)) {
      const shown = await showRun(engine, program.value, folder, terminal)
      if (shown.ok) continue
      code = exitCode.failed
      for (const complaint of shown.complaints) terminal.err(complaintLine(complaint))
      if (terminal.stop.aborted) break
    }
    return answer(code)
  }
}

async function folderFor(named: string | null, terminal: Terminal): Promise<string> {
  if (named === null) return mkdtemp(join(tmpdir(), 'concurrency-lab-'))
  const folder = resolve(terminal.folder, named)
  await mkdir(folder, { recursive: true })
  return folder
}

/** A real Python where there is one; real threads everywhere. */
async function enginesHere(terminal: Terminal): Promise<ProgramEngine[]> {
  const usable = (await findPythons()).some(({ refused }) => refused === null)
  if (!usable) terminal.out('No python3 was found here, so the file runs on the lab’s own threads only.\n\n')
  return usable ? ['python', 'threads'] : ['threads']
}
