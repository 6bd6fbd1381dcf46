import { availableParallelism, cpus, release, type } from 'node:os'
import type { HostInfo } from '../core/trace/header'

/** This machine, and what ran the program on it, such as `Node 20.18.1 worker threads`. */
export const hostInfo = (runtime: string): HostInfo => ({
  os: `${type()} ${release()} ${process.arch}`,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  runtime
})
