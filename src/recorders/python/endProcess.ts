import type { ChildProcess } from 'node:child_process'

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Sends a signal to a child and all processes of its group; whoever is gone already is left alone. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // no such process any more
  }
}

/** Asks a child to end, then makes it: SIGINT, SIGTERM after 1 s, SIGKILL after 2 s. `over` resolves when it has ended. */
export async function endGently(child: ChildProcess, over: Promise<unknown>): Promise<void> {
  const ended = over.then(() => true)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    signalGroup(child, signal)
    if (await Promise.race([ended, wait(1000).then(() => false)])) return
  }
  signalGroup(child, 'SIGKILL')
  await over
}

/** Waits until no process of a child's group is left, for a second at most: they have been killed, and only the system is still to take note. */
export async function untilGroupIsGone(child: ChildProcess): Promise<void> {
  if (process.platform === 'win32' || child.pid === undefined) return
  for (let tries = 0; tries < 100 && isThere(-child.pid); tries++) {
    signalGroup(child, 'SIGKILL')
    await wait(10)
  }
}

function isThere(group: number): boolean {
  try {
    process.kill(group, 0)
    return true
  } catch {
    return false
  }
}
