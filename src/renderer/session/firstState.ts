import { noRuns } from './realRun'
import { noRecording } from './recordState'
import type { SessionState } from './sessionState'

/** A session before main has answered anything. */
export const firstState: SessionState = {
  place: { kind: 'home' },
  file: '',
  source: '',
  original: '',
  lineEnd: '\n',
  set: {},
  program: null,
  parameters: [],
  problems: [],
  goal: '',
  followed: null,
  engine: 'simulator',
  model: null,
  runs: noRuns,
  opened: null,
  options: { detail: 'access', observe: 'faithful', python: null, seconds: 60 },
  scheduler: 'round-robin',
  seed: 1,
  record: noRecording,
  saves: 0,
  notice: null,
  reading: null,
  spoken: '',
  interpreters: null,
  scenarios: [],
  recent: [],
  settings: { theme: 'system', reducedMotion: false, singleKeys: true, sidebar: true, panes: {}, last: null, interpreter: null },
  info: null
}
