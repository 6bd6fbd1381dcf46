import { type Header, traceVersion } from '../../../src/core/trace/header'

/** The header of a recorded trace that a test makes by hand; what is not said is as plain as it can be: seen without changing the run, every access, no program. */
export function recordedHeader(what: Pick<Header, 'engine'> & Partial<Header>): Header {
  return {
    version: traceVersion,
    observer: 'faithful',
    detail: 'access',
    program: null,
    arguments: [],
    set: {},
    scheduler: null,
    clock: { unit: 'nanoseconds', origin: '2026-01-01T00:00:00.000Z' },
    host: null,
    tool: 'test',
    ...what
  }
}
