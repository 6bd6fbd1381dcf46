import type { SessionState } from './sessionState'

/** A session before main has answered anything. */
export const firstState: SessionState = {
  place: { kind: 'home' },
  file: '',
  source: '',
  original: '',
  set: {},
  program: null,
  problems: [],
  engine: 'simulator',
  model: null,
  runs: { threads: null, python: null },
  opened: null,
  options: { detail: 'access', observe: 'faithful', python: null, seconds: 60 },
  scheduler: 'round-robin',
  seed: 1,
  notice: null,
  spoken: '',
  interpreters: null,
  scenarios: [],
  recent: [],
  settings: { theme: 'system', reducedMotion: false, singleKeys: true, sidebar: true, panes: {}, last: null, interpreter: null },
  info: null
}
