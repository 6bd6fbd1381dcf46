import { type Header, traceVersion } from '../../core/trace/header'
import { hostInfo } from '../hostInfo'
import { toolVersion } from '../toolVersion'

/** The header of a command's recording: it is looked at from outside, and its arguments are all of its words. */
export const commandHeader = (command: readonly string[], hz: number): Header => ({
  version: traceVersion,
  engine: 'command',
  observer: 'sampled',
  detail: 'sync',
  program: null,
  arguments: command,
  set: {},
  scheduler: null,
  clock: { unit: 'nanoseconds', origin: new Date().toISOString() },
  host: hostInfo(`processes and threads of Linux, looked at ${hz} times a second`),
  tool: toolVersion
})
