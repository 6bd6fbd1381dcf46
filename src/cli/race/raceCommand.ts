import { join } from 'node:path'
import { lostShare, type RaceRow, raceWords } from '../../core/experiments/race'
import { raceEverywhere } from '../../recorders/experiments/raceEverywhere'
import { recordThreads } from '../../recorders/threads/recordThreads'
import { type Command, json } from '../command'
import { answer, refuse } from '../complaint'
import { exitCode } from '../exitCode'

/** `race`: one counter, every Python, and no GIL. */
export const raceCommand: Command = {
  name: 'race',
  summary: 'run the same unlocked counter under every Python of this machine and on real threads, and count the updates that are lost',
  operands: [],
  options: [
    { name: 'turns', value: 'N', many: false, words: 'how often each of the two threads counts (default: 500,000)' },
    { name: 'repeat', value: 'K', many: false, words: 'runs of each (default: 5)' },
    json
  ],
  rest: null,
  notes: ['Two files: counter.py adds a number, counter_call.py the result of a call, between whose read and write any Python may hand over the GIL.'],
  async run(words, terminal) {
    const [turns, repeats] = [Number(words.value('turns') ?? '500000'), Number(words.value('repeat') ?? '5')]
    if (!(Number.isInteger(turns) && turns >= 1 && turns <= 100_000_000)) return refuse('', '--turns is a whole number from 1 to 100,000,000', '--turns 500000')
    if (!(Number.isInteger(repeats) && repeats >= 1 && repeats <= 100)) return refuse('', '--repeat is a whole number from 1 to 100', '--repeat 5')
    const files = [join(terminal.resources, 'scenarios', 'counter.py'), join(terminal.resources, 'experiments', 'counter_call.py')]
    const quiet = words.has('json')
    const rows = await raceEverywhere({ files, turns, repeats, threads: recordThreads }, (row) => !quiet && terminal.out(rowWords(row)), terminal.stop)
    if (quiet) terminal.out(`${JSON.stringify({ turns, rows: rows.map((row) => ({ ...row, lost: Number.isNaN(lostShare(row)) ? null : lostShare(row) })) })}\n`)
    return answer(exitCode.finished)
  }
}

function rowWords(row: RaceRow): string {
  const lost = lostShare(row)
  const share = Number.isNaN(lost) ? '' : `${(lost * 100).toFixed(lost === 0 ? 0 : 1)} %`
  return `${row.file.padEnd(16)}  ${row.engine.padEnd(24)}  ${share.padStart(6)}  ${raceWords(row)}\n`
}
