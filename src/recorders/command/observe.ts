import { hrtime } from 'node:process'
import { eventCode } from '../../core/trace/event'
import type { CommandTeller } from './commandTeller'
import type { Family } from './family'
import type { FutexWaits } from './futexWaits'
import type { FamilyProcess, Lane, LaneWait } from './lane'
import type { InCall, Look } from './threadWatch'

/** Looks at all threads of a family, over and over. */
export interface Observation {
  /** One sample, at a time in nanoseconds of the monotonic clock. */
  sample(now: number): void
  /** Tells counters that have changed: switches, processor time, memory. */
  count(now: number): void
  /** How many of the threads wait, without a time limit, in a ring of mutexes or for somebody in one. */
  stuck(): 'nobody' | 'some' | 'all'
  /** Processes whose waits may not be read. */
  readonly opaque: ReadonlySet<number>
}

/** How long a new thread is given to run for the first time, nanoseconds: until then it has neither a name of its own nor a record of its beginning. */
const birthPatience = 100e6

/** Starts observing; `catchUp`, where programs may tell of their own threads, finds out which do by now. */
export function observe(family: Family, teller: CommandTeller, futexes: FutexWaits, catchUp: (() => void) | null): Observation {
  const { observed, joinBegan, joined, measured } = eventCode
  const opaque = new Set<number>()

  function waitOf(lane: Lane, { inCall, state }: Look, at: number): LaneWait | null {
    if (inCall === null) return null
    // whoever waits by now has recorded it before, or never will
    if (state === 'futex' && !lane.process.exact && lane.wait === null) catchUp?.()
    if (state === 'futex' && lane.process.exact) return null
    if (state === 'futex') return futexes.waitOf(lane, inCall.arguments, at)
    return inCall.call?.class === 'child' ? childOf(lane, inCall) : null
  }

  /** The child that a process waits for, where it can only be one. */
  function childOf(lane: Lane, { call, arguments: [first = 0, second = 0] }: InCall): LaneWait | null {
    if (call?.name !== 'wait4' && call?.name !== 'waitid') return null
    const pid = call.name === 'wait4' ? first : first === 1 ? second : -1
    const named = pid > 0 && pid < 2 ** 31 ? family.processes.get(pid) : undefined
    const children = named === undefined ? [...family.processes.values()].filter(({ parent }) => parent === lane.process) : [named]
    const target = children.length === 1 ? (children[0]?.main ?? null) : null
    if (target === null || target === lane) return null
    return lane.wait?.type === 'end' && lane.wait.target === target ? lane.wait : { type: 'end', target, limit: Number.NaN }
  }

  function leave(lane: Lane, at: number): void {
    const { wait } = lane
    lane.wait = null
    const sighting = lane.sightings.at(-1)
    if (wait?.type === 'end' && sighting?.target === wait.target) sighting.until ??= Math.max(at, sighting.since)
    else if (wait?.type === 'end') teller.add(joined, at, lane.id, wait.target.id)
    else if (wait !== null) futexes.leave(lane, wait, at)
  }

  function enter(lane: Lane, wait: LaneWait, at: number): void {
    // a sample takes a while, and records are exact: what was seen is from now, and told in its place among them
    if (wait.type === 'end' && lane.process.exact) lane.sightings.push({ target: wait.target, since: Number(hrtime.bigint()), until: null, told: false })
    else if (wait.type === 'end') teller.add(joinBegan, at, lane.id, wait.target.id, wait.limit)
    else futexes.enter(lane, wait, at)
    lane.wait = wait
  }

  function notice(lane: Lane, look: Look, at: number): void {
    if (look.state === 'zombie' && lane === lane.process.main) lane.process.exit = look.stat.exit
    if (lane.watch?.opaque && look.state === 'sleeping') opaque.add(lane.process.pid)
    if (look.state === lane.state && (look.cpu === lane.cpu || look.state !== 'running')) return
    lane.state = look.state
    lane.cpu = look.cpu
    teller.add(observed, at, lane.id, -1, look.cpu, look.state)
  }

  function sampleProcess(process: FamilyProcess, now: number): void {
    const begun: { lane: Lane; look: Look }[] = []
    let active = false
    for (const lane of process.lanes.values()) {
      if (lane.seen === now || lane.watch === null) continue
      if (!lane.announced) {
        if (lane !== process.main && now - lane.seen < birthPatience && !isBorn(lane)) continue
        family.announce(lane)
      }
      const look = lane.watch.look(now)
      if (look === 'gone') {
        // whatever it waited for, it did not get
        family.end(lane, now)
        continue
      }
      if (look === null || lane.over) continue
      if (lane.watch.moved) {
        active = true
        for (const child of lane.watch.children()) family.add(child, lane, now)
      }
      notice(lane, look, now)
      begun.push({ lane, look })
    }
    // only who runs can start threads
    if (active) family.findThreads(process, now)
    // who waits no more first: what they got or gave back decides what the others wait for now
    const waits = begun.map(({ lane, look }) => ({ lane, wait: waitOf(lane, look, now) }))
    for (const { lane, wait } of waits) if (lane.wait !== null && lane.wait !== wait) leave(lane, now)
    if (process.mutexes.size > 0) futexes.refresh(process, now)
    for (const { lane, wait } of waits) if (wait !== null && lane.wait !== wait) enter(lane, wait, now)
  }

  const isBorn = ({ tid, watch }: Lane): boolean => (catchUp !== null ? family.births.has(tid) : (watch?.hasRun() ?? true))

  function countLane(lane: Lane, now: number): void {
    const tell = (name: string, value: number, process = -1): void => {
      if (lane.told.get(name) === value || Number.isNaN(value)) return
      lane.told.set(name, value)
      teller.add(measured, now, lane.id, process, value, name)
    }
    const { watch } = lane
    if (watch === null || lane.over || !lane.announced || lane.told.get('cpu ns') === watch.cpuTime) return
    tell('cpu ns', watch.cpuTime)
    tell('run-queue wait ns', watch.waitTime)
    const status = watch.status()
    if (status === null) return
    tell('voluntary switches', status.voluntary)
    tell('involuntary switches', status.involuntary)
    if (lane === lane.process.main) tell('rss bytes', status.resident, lane.process.pid)
  }

  const allLanes = (): Lane[] => [...family.processes.values()].flatMap(({ lanes }) => [...lanes.values()])

  return {
    sample(now) {
      for (const process of family.processes.values()) sampleProcess(process, now)
    },
    count(now) {
      for (const lane of allLanes()) countLane(lane, now)
    },
    stuck() {
      const lanes = allLanes()
      const stuck = stuckLanes(lanes)
      return stuck.size === 0 ? 'nobody' : lanes.every((lane) => stuck.has(lane) || lane.state === 'zombie') ? 'all' : 'some'
    },
    opaque
  }
}

/** Who waits, without a time limit, in a ring of mutexes and joins or for somebody in one. */
function stuckLanes(lanes: readonly Lane[]): ReadonlySet<Lane> {
  const stuck = new Set<Lane>()
  for (const lane of lanes) {
    const way: Lane[] = []
    let at: Lane | null = lane
    while (at !== null && !stuck.has(at) && !way.includes(at)) {
      way.push(at)
      at = awaitedBy(at)
    }
    if (at !== null) for (const each of way) stuck.add(each)
  }
  return stuck
}

/** The one thread that could end a lane's wait; null when it does not wait or anybody could. */
function awaitedBy({ wait, asked }: Lane): Lane | null {
  if (asked !== null) return asked.holder
  if (wait === null || wait.type === 'futex' || !Number.isNaN(wait.limit)) return null
  return wait.type === 'end' ? wait.target : wait.mutex.holder
}
