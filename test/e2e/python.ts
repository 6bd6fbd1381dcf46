import { execFileSync } from 'node:child_process'

/** Why what needs a real Python of this minor version at least cannot be tested here; empty when it can. */
export function pythonMissing(minor = 8): string {
  try {
    execFileSync('python3', ['-c', `import sys; assert sys.version_info >= (3, ${minor})`], { stdio: 'ignore' })
    return ''
  } catch {
    const words = `no python3 from 3.${minor} on is on this machine: what real Pythons do was not tested`
    console.warn(`NOT TESTED: ${words}`)
    return words
  }
}
