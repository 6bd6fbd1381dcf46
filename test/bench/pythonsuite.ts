import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPythons } from '../../src/recorders/python/findPythons'
import { pythonRecorder } from '../../src/recorders/python/recordPython'

/** What one run of Python's own tests says. */
interface Result {
  readonly run: number
  readonly skipped: number
  readonly wrong: readonly string[]
}

/** Runs the tests of Python's own library that are about threads, and says what came of them. Pools of processes are left out. */
const program = `
import json, sys, unittest, importlib
sys.path[0:1] = []
loader, suite = unittest.defaultTestLoader, unittest.TestSuite()
names = ["test_thread", "test_threading", "test_threading_local", "test_queue", "test_concurrent_futures", "test_sched", "test_timeit"]
names += ["test_concurrent_futures." + part for part in ("test_as_completed", "test_future", "test_init", "test_shutdown", "test_thread_pool", "test_wait")]
for name in names:
    try:
        module = importlib.import_module("test." + name)
    except ImportError:
        continue
    for kind in vars(module).values():
        if isinstance(kind, type) and issubclass(kind, unittest.TestCase) and "Process" not in kind.__name__ and kind.__module__ == module.__name__:
            suite.addTests(loader.loadTestsFromTestCase(kind))
class Quiet:
    def write(self, text): pass
    def flush(self): pass
result = unittest.TextTestRunner(stream=Quiet(), verbosity=0).run(suite)
wrong = sorted(str(test) for test, _ in result.failures + result.errors)
for test, why in result.failures + result.errors:
    sys.stderr.write("%s\\n%s\\n" % (test, why))
print("\\nRESULT " + json.dumps({"run": result.testsRun, "skipped": len(result.skipped), "wrong": wrong}))
`

const resultOf = (text: string): Result | null => {
  const line = text.split('\n').findLast((words) => words.startsWith('RESULT '))
  return line === undefined ? null : (JSON.parse(line.slice(7)) as Result)
}

async function recorded(python: string, path: string, folder: string, logs: string | undefined): Promise<Result | null> {
  const lines: string[] = []
  const end = await pythonRecorder(resolve('resources'))(
    {
      engine: 'python',
      path,
      source: readFileSync(path, 'utf8'),
      set: {},
      detail: 'sync',
      observe: 'faithful',
      python,
      arguments: [],
      folder,
      timeoutMs: 400_000,
      maxEvents: 20_000_000,
      onDeadlock: 'end'
    },
    { header() {}, batch: ({ texts }) => void lines.push(...texts.values()), stage() {} }
  ).ended
  if (logs !== undefined) writeFileSync(logs, `${JSON.stringify(end)}\n${lines.join('\n')}`)
  return resultOf(lines.join('\n'))
}

/** Runs Python's own tests of threads, queues and pools plainly and under the tracer, for each Python found that has them or the versions named; tells what differs. */
export async function bench(): Promise<void> {
  const wanted = process.argv.slice(3)
  const folder = mkdtempSync(join(tmpdir(), 'bench-pythonsuite-'))
  const path = join(folder, 'own_tests.py')
  writeFileSync(path, program)
  try {
    for (const { path: python, version, refused } of await findPythons()) {
      if (refused !== null || (wanted.length > 0 && !wanted.includes(version))) continue
      const bare = resultOf(spawnSync(python, [path], { encoding: 'utf8', cwd: folder, timeout: 400_000, maxBuffer: 1 << 28 }).stdout)
      if (bare === null || bare.run === 0) {
        console.log(`CPython ${version}: it has no tests of its own, or they came to no end within 400 s`)
        continue
      }
      const traced = await recorded(python, path, folder, process.env['SUITE_LOG'])
      const only = (one: Result, other: Result): readonly string[] => one.wrong.filter((test) => !other.wrong.includes(test))
      const words = traced === null ? 'did not come to an end under the tracer' : `${traced.run - traced.wrong.length} right under the tracer`
      console.log(`CPython ${version}: ${bare.run} tests, ${bare.skipped} skipped, ${bare.run - bare.wrong.length} right plainly, ${words}`)
      if (traced !== null) for (const test of only(traced, bare)) console.log(`  wrong only under the tracer: ${test}`)
      if (traced !== null) for (const test of only(bare, traced)) console.log(`  wrong only without: ${test}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
