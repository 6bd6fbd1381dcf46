// A lock file made where a registry lacks some platform's binaries breaks `npm ci` for everybody. This says so at once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.mjs'

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
const problems = Object.entries(packages).flatMap(([path, entry]) => [
  ...(entry.resolved ? [`${path} records a download address; set omit-lockfile-registry-resolved`] : []),
  ...Object.keys(entry.optionalDependencies ?? {})
    .filter((name) => !isLocked(path, name))
    .map((name) => `${path}@${entry.version} lacks ${name}: pick a version whose binaries are all published`)
])
for (const problem of problems) console.error(problem)
console.log(problems.length > 0 ? `package-lock.json: ${problems.length} problems` : 'package-lock.json: complete for every platform')
process.exitCode = problems.length > 0 ? 1 : 0

// Node looks in the package's own node_modules first, then in those of each folder above.
function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]?.version) return true
    if (!at) return false
  }
}
