// Children in the foreground: they get our signals, and their end is ours.
import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/**
 * Runs a program in the project's folder and resolves with its exit code (1 when a signal ended it). SIGINT, SIGTERM and SIGHUP are passed on. It owns the
 * terminal, unless `say` is given, which then gets what it writes.
 */
export function foreground(command, args, environment = process.env, say = null) {
  const child = spawn(command, args, { cwd: root, env: environment, stdio: say ? ['ignore', 'pipe', 'pipe'] : 'inherit' })
  if (say) for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', say)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  let asked = false
  const pass = (signal) => {
    asked = true
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, pass)
  return new Promise((resolve) => {
    const done = (code) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.once('exit', (code) => {
      if (asked) process.exit(code ?? 1) // somebody wants us to end: nothing more is started
      // whoever it left behind may hold its pipes open for ever
      const late = setTimeout(() => child.stdout?.destroy() && child.stderr?.destroy(), 5000)
      child.once('close', () => {
        clearTimeout(late)
        done(code ?? 1)
      })
    })
  })
}
