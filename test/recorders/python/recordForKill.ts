// A program of its own for the tests: records a script and tells the processes that it started, then `now`; somebody kills it.
import { readFileSync } from 'node:fs'
import { eventAt } from '../../../src/core/trace/decode'
import { pythonRecorder } from '../../../src/recorders/python/recordPython'

const [resources = '', path = ''] = process.argv.slice(2)
let stage = ''

function tell(): void {
  if (stage === 'parked' || path.endsWith('stubborn.py') || path.endsWith('children.py')) console.log('now')
}

pythonRecorder(resources)(
  {
    engine: 'python',
    path,
    source: readFileSync(path, 'utf8'),
    set: {},
    detail: 'sync',
    observe: 'faithful',
    python: null,
    arguments: [],
    folder: process.cwd(),
    timeoutMs: 600_000,
    maxEvents: 10_000,
    onDeadlock: 'park'
  },
  {
    header() {},
    batch(batch) {
      for (let row = 0; row < batch.length; row++) {
        const event = eventAt(batch, row)
        if (event.type === 'processStarted') console.log(event.process)
        if (event.type === 'printed') {
          if (/^[\d ]+$/.test(event.text)) console.log(event.text)
          tell()
        }
      }
    },
    stage(now) {
      stage = now
      if (now === 'parked') tell()
    }
  }
)
