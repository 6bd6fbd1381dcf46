// One child at a time in the foreground: it owns the terminal, gets our signals, and its end is ours.
import { spawn } from 'node:child_process'
import { root } from './root.mjs'

/** Runs a program in the project's folder and resolves with its exit code (1 when a signal ended it). SIGINT, SIGTERM and SIGHUP are passed on. */
export function foreground(command, args, environment = process.env) {
  const child = spawn(command, args, { cwd: root, env: environment, stdio: 'inherit' })
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
    child.once('close', (code) => {
      if (asked) process.exit(code ?? 1) // somebody wants us to end: nothing more is started
      done(code ?? 1)
    })
  })
}
