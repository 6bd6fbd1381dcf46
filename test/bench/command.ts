import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commandRecorder } from '../../src/recorders/command/recordCommand'
import type { Plan } from '../../src/recorders/recorder'

const rounds = 1_000_000
/** Takes and gives back a free mutex a million times, and prints the nanoseconds of processor time of a round. */
const pairs = `
#include <pthread.h>
#include <stdio.h>
#include <time.h>
int main(void) {
  pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  struct timespec from, to;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
  for (int i = 0; i < ${rounds}; i++) { pthread_mutex_lock(&lock); pthread_mutex_unlock(&lock); }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
  printf("%.1f\\n", ((to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec)) / ${rounds});
}`
/** Six threads: three spin for a second, three sleep a millisecond at a time. */
const busy = `
#include <pthread.h>
#include <time.h>
#include <unistd.h>
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
static double end;
static void *spin(void *none) { while (now() < end); return none; }
static void *nap(void *none) { while (now() < end) usleep(1000); return none; }
int main(void) {
  pthread_t threads[6];
  end = now() + 1;
  for (int i = 0; i < 6; i++) pthread_create(&threads[i], 0, i < 3 ? spin : nap, 0);
  for (int i = 0; i < 6; i++) pthread_join(threads[i], 0);
}`

const folder = mkdtempSync(join(tmpdir(), 'lab-bench-'))
const root = process.cwd()

function compiled(name: string, source: string): string {
  writeFileSync(join(folder, `${name}.c`), source)
  execFileSync('gcc', ['-O1', '-pthread', '-o', join(folder, name), join(folder, `${name}.c`)])
  return join(folder, name)
}

async function recorded(command: string, more: Partial<Plan>): Promise<{ output: string; words: string }> {
  const lines: string[] = []
  const plan = { engine: 'command', command: [command], path: '', source: '', set: {}, detail: 'sync', observe: 'faithful', python: null } as const
  const limits = { arguments: [], folder, timeoutMs: 60_000, maxEvents: 5_000_000, onDeadlock: 'end' } as const
  const run = commandRecorder(join(root, 'resources'), join(root, 'out/cli/observerWorker.js'))(
    { ...plan, ...limits, ...more },
    { header() {}, batch: ({ texts }) => void lines.push(...texts.values()), stage() {} }
  )
  const { cost } = await run.ended
  return { output: lines.find((line) => /^[\d.]+$/.test(line)) ?? '', words: cost?.words ?? '' }
}

/** What looking at a command costs, at several rates, and what a record of a lock costs it, beside the same program plain. */
export async function bench(): Promise<void> {
  try {
    execFileSync(process.execPath, [join(root, 'scripts/build-cli.mjs')])
    const six = compiled('busy', busy)
    for (const sampleHz of [100, 200, 500, 1000]) console.log(`six threads, ${sampleHz} Hz: ${(await recorded(six, { sampleHz })).words}`)
    const lock = compiled('pairs', pairs)
    const plain = Number(execFileSync(lock, { encoding: 'utf8' }))
    const sampled = Number((await recorded(lock, {})).output)
    const exact = Number((await recorded(lock, { locks: true })).output)
    console.log(
      `lock and unlock of a free mutex: plain ${plain} ns, sampled ${sampled} ns, with its locks recorded ${exact} ns: ${((exact - plain) / 2).toFixed(0)} ns an event`
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
