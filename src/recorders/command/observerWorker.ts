import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { eventCode } from '../../core/trace/event'
import { noProcess, noThread } from '../../core/trace/ids'
import { commandTeller } from './commandTeller'
import { snapshotTaker } from '../processes/snapshotTaker'
import { costWords } from './costWords'
import { family } from './family'
import { futexWaits } from './futexWaits'
import { lossTeller } from '../losses'
import { lockRecords } from './lockRecords'
import { observe } from './observe'
import type { FromObserver, ObserverData, ToObserver } from './observerMessage'
import { opaqueWords } from './opaqueWords'
import { procFile } from './procFile'
import { waitCalls } from './waitCalls'

/*
 * The entry of the worker that samples a command. It never goes back to its event loop while it does: it sleeps until the next sample is due or its bell is rung,
 * so that the times of samples depend on nothing else that this program does.
 */
const { bell, hz, maxEvents, maxBytes, locks, locksNote }: ObserverData = workerData
const rung = new Int32Array(bell)
const now = (): number => Number(process.hrtime.bigint())
const tell = (message: FromObserver): void => parentPort?.postMessage(message)
/** This thread's own processor time so far, nanoseconds. */
const own = procFile('/proc/thread-self/schedstat')
const ownTime = (): number => Number(own?.read()?.split(' ')[0] ?? 0)

/** How long events wait for what programs have recorded of themselves meanwhile, nanoseconds. */
const patience = 100e6
/** How often events are handed on, counters are read, and rings are looked for, nanoseconds. */
const every = { batch: 50e6, count: 100e6, ring: 100e6 }

parentPort?.once('message', (first: ToObserver) => {
  if (first.type === 'attach') run(first)
})
tell({ type: 'ready' })

function run({ pid, name, command, parent }: Extract<ToObserver, { type: 'attach' }>): void {
  const origin = now()
  const teller = commandTeller(origin, maxEvents, maxBytes ?? undefined)
  const kin = family(teller, waitCalls(process.arch), name)
  let objects = 0
  const nextObject = (): number => objects++
  const records = locks === null ? null : lockRecords(locks.folder, locks.executable, kin, teller, nextObject)
  const observation = observe(kin, teller, futexWaits(teller, nextObject), records && records.catchUp)
  const snapshots = snapshotTaker(now, (at, of, text) => teller.add(eventCode.snapshot, at, noThread, of, Number.NaN, text))
  teller.add(eventCode.processStarted, origin, 0, pid, parent, command)
  kin.add(pid, null, origin - 1)
  tell({ type: 'attached', at: origin })

  const period = 1e9 / hz
  const cpuBefore = ownTime()
  const losses = lossTeller()
  let samples = 0
  const due = { sample: origin, batch: origin + every.batch, count: origin + every.count, ring: origin + every.ring }
  let who: 'nobody' | 'some' | 'all' = 'nobody'

  /** Hands on what can no longer be preceded: a lane is told one sample after it was seen. */
  function handOn(until: number): void {
    const batch = teller.take(until)
    if (batch === null) return
    const { at, type, thread, object, line, value } = batch
    parentPort?.postMessage({ type: 'batch', batch } satisfies FromObserver, [
      at.buffer,
      type.buffer,
      thread.buffer,
      object.buffer,
      line.buffer,
      value.buffer
    ] as ArrayBuffer[])
  }

  const missing = (): number => teller.left + (records?.dropped() ?? 0)

  function tellLoss(time: number, isLast: boolean): void {
    const loss = losses.at(time, missing(), isLast)
    if (loss !== null) teller.add(eventCode.dropped, time, -1, -1, loss.count, String(Math.max(0, Math.round(loss.since - origin))))
  }

  /** Whether there is a message that ends the sampling. */
  function hear(): Extract<ToObserver, { type: 'end' | 'freeze' }> | null {
    for (let message = next(); message !== null; message = next()) {
      if (message.type === 'line') teller.add(eventCode.printed, message.at, -1, -1, message.stream, message.text)
      else if (message.type === 'end' || message.type === 'freeze') return message
    }
    return null
  }

  function look(time: number): void {
    records?.poll(time, false)
    kin.settle(time - patience / 2)
    observation.sample(time)
    samples++
    // until a process is announced it may still be a copy of its parent
    snapshots.look(
      time,
      [...kin.processes.values()].filter(({ main }) => main?.announced).map(({ pid: of }) => of)
    )
    if (time >= due.count) {
      observation.count(time)
      due.count = time + every.count
    }
    if (time >= due.ring) {
      const stuck = observation.stuck()
      if (stuck !== who) tell({ type: 'stuck', who: stuck })
      who = stuck
      due.ring = time + every.ring
    }
    if (time >= due.batch) {
      tellLoss(time, false)
      handOn(time - Math.max(2 * period, records === null ? 0 : patience))
      due.batch = time + every.batch
    }
  }

  /** Samples until a message ends it. */
  function sampleOn(): Extract<ToObserver, { type: 'end' | 'freeze' }> {
    for (;;) {
      look(now())
      // samples that could not be taken in time are left out, not made up for
      due.sample = Math.max(due.sample + period, now())
      Atomics.wait(rung, 0, 0, (due.sample - now()) / 1e6)
      const message = hear()
      if (message !== null) return message
    }
  }

  const last = sampleOn()
  if (last.type === 'end') {
    observation.sample(now())
    finish(last)
  } else {
    tell({ type: 'frozen' })
    parentPort?.on('message', (message: ToObserver) => {
      if (message.type === 'line') teller.add(eventCode.printed, message.at, -1, -1, message.stream, message.text)
      else if (message.type === 'end') finish(message)
    })
  }

  /** Where records of locks were asked for, and no program has made any. */
  function nobodyWords(): string[] {
    if (records === null || records.programs > 0) return []
    return ['no program of this run has recorded locks of its own: none was used, or nothing can be loaded in front of them']
  }

  function finish({ at, code, status }: Extract<ToObserver, { type: 'end' }>): void {
    records?.poll(now(), true)
    kin.settle(Number.POSITIVE_INFINITY)
    const cost = { samples, seconds: (now() - origin) / 1e9, cpuTime: ownTime() - cpuBefore }
    const time = Math.max(at, now())
    const { measured, marked, processExited, ended } = eventCode
    const looked = snapshots.words(now())
    const notes = [
      costWords(cost, hz),
      ...(looked === null ? [] : [looked]),
      ...opaqueWords(observation.opaque),
      ...(locksNote === null ? [] : [locksNote]),
      ...nobodyWords()
    ]
    for (const words of notes) teller.add(marked, time, -1, -1, Number.NaN, words)
    teller.add(measured, time, noThread, noProcess, cost.cpuTime, 'sampler cpu ns')
    teller.add(measured, time, noThread, noProcess, samples, 'samples')
    if (looked !== null) teller.add(measured, time, noThread, noProcess, snapshots.took, 'snapshots ns')
    teller.add(processExited, time, 0, pid, code)
    tellLoss(time, true)
    const left = missing()
    teller.add(ended, time, -1, -1, left, status)
    handOn(Number.POSITIVE_INFINITY)
    records?.close()
    tell({ type: 'done', told: teller.told, left, cost })
  }
}

function next(): ToObserver | null {
  if (parentPort === null) return null
  const got: { message: ToObserver } | undefined = receiveMessageOnPort(parentPort)
  return got?.message ?? null
}
