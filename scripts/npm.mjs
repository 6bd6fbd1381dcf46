// The user's own npm, so that registry, proxy and certificates are as they configured them.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Runs npm. What it says goes to stderr (stdout belongs to the command that the user typed), or is kept when `quiet`.
 *  @returns {Promise<{ code: number | null, stderr: string }>} */
export async function npm(args, { cwd, quiet = false }) {
  const script = process.env.npm_execpath
  const own = script && /npm-cli\.[cm]?js$/.test(script) ? [process.execPath, script] : undefined
  const [command, ...first] = own ?? ['npm']
  // without npm's own script path Windows needs a shell to find npm.cmd; all arguments are constants of ours
  const child = spawn(command, [...first, ...args], {
    cwd,
    stdio: ['ignore', quiet ? 'ignore' : 2, quiet ? 'pipe' : 2],
    shell: !own && process.platform === 'win32'
  })
  let stderr = ''
  child.stderr?.on('data', (data) => {
    stderr += data
  })
  const [code] = await once(child, 'close')
  return { code, stderr }
}
