// npm run -s lab -- <command>: builds the command line when it is stale, then is the command line, in this same process: its streams and signals are its own.
import { pathToFileURL } from 'node:url'
import { ensureCli } from './build-cli.mjs'

try {
  await import(pathToFileURL(await ensureCli()).href)
} catch (error) {
  console.error(error instanceof Error ? error.stack : error)
  process.exitCode = 1
}
