import { type Event, type ObjectKind, type ObservedState, observedStates, type Purpose, type TraceValue } from './event'
import { moment, noThread, type ObjectId, type ThreadId } from './ids'

/** A word of a drawn trace (see `traceFromText`). */
export interface Token {
  readonly column: number
  readonly row: number
  readonly thread: ThreadId
  readonly word: string
  readonly argument: string
  /** `null`: got at once; a number: asked for, giving up after that many seconds; infinite: asked for. */
  readonly asked: number | null
  readonly value: TraceValue
  readonly line: number
}

/** A word with its names looked up. */
interface Spoken extends Token {
  /** When, who and where: what every event begins with. */
  readonly common: Pick<Event, 'at' | 'thread' | 'line'>
  readonly object: ObjectId
  /** The thread that the argument names. */
  readonly target: ThreadId
  /** Id of a thread by its name. */
  readonly threadOf: (name: string) => ThreadId
}

/** What a word makes of the object it names, and the events it stands for. `some`: an object whose kind other words tell; null: no object. */
interface Word {
  readonly kind: ObjectKind | 'some' | null
  readonly events: (spoken: Spoken) => Event[]
}

const limit = ({ asked }: Token): number | null => (asked !== null && Number.isFinite(asked) ? asked : null)
const about = (type: (Event & { object: ObjectId })['type'], { common, object }: Spoken): Event[] => [{ type, ...common, object } as Event]

/** A word that gets something at once, or with `…` behind asks for it. */
const getting = (kind: ObjectKind, got: (spoken: Spoken) => Event[], to?: Exclude<Purpose, 'any'>): Word => ({
  kind,
  events: (spoken) =>
    spoken.asked === null
      ? got(spoken)
      : [{ type: 'requested', ...spoken.common, object: spoken.object, timeout: limit(spoken), ...(to === undefined ? {} : { to }) }]
})
/** A word that is one event about its object. */
const telling = (kind: ObjectKind | 'some', type: (Event & { object: ObjectId })['type']): Word => ({ kind, events: (spoken) => about(type, spoken) })
/** A word that is one event about no object. */
const plain = (event: (spoken: Spoken) => Event): Word => ({ kind: null, events: (spoken) => [event(spoken)] })
const acquired = (spoken: Spoken): Event[] => about('acquired', spoken)
const waitBegan = (spoken: Spoken): Event => ({ type: 'waitBegan', ...spoken.common, object: spoken.object, timeout: limit(spoken) })
const waiting = (kind: ObjectKind): Word => ({ kind, events: (spoken) => [waitBegan(spoken)] })

function observedState(text: string): ObservedState {
  const state = observedStates.find((known) => known === text)
  if (state === undefined) throw new Error(`traceFromText: no thread is seen '${text}'`)
  return state
}

/** Every word of drawn traces. */
export const drawnWords: Readonly<Record<string, Word>> = {
  lock: getting('lock', acquired),
  rlock: getting('rlock', acquired),
  take: getting('semaphore', acquired),
  unlock: telling('some', 'released'),
  give: telling('some', 'released'),
  got: telling('some', 'acquired'),
  grab: { kind: 'lock', events: ({ common, object }) => [{ type: 'acquired', ...common, object, tried: true }] },
  gaveUp: telling('some', 'timedOut'),
  tried: telling('some', 'tryFailed'),
  read: { kind: 'variable', events: ({ common, object, value }) => [{ type: 'read', ...common, object, value }] },
  write: { kind: 'variable', events: ({ common, object, value }) => [{ type: 'written', ...common, object, value }] },
  wait: waiting('condition'),
  notify: {
    kind: 'condition',
    events: ({ common, object, value, threadOf }) => [{ type: 'notified', ...common, object, target: value === '' ? noThread : threadOf(`${value}`) }]
  },
  await: waiting('event'),
  set: telling('event', 'set'),
  clear: telling('some', 'cleared'),
  arrive: {
    kind: 'barrier',
    events: (spoken) => [...about('arrived', spoken), ...(spoken.asked === null ? [] : [waitBegan(spoken)])]
  },
  breaks: telling('barrier', 'broken'),
  woke: telling('some', 'woken'),
  put: getting('queue', ({ common, object, value }) => [{ type: 'put', ...common, object, value }], 'put'),
  get: getting('queue', ({ common, object, value }) => [{ type: 'got', ...common, object, value }], 'get'),
  done: telling('queue', 'taskDone'),
  drain: getting('queue', (spoken) => about('woken', spoken), 'join'),
  share: getting('rwlock', (spoken) => about('acquiredShared', spoken), 'read'),
  shared: telling('rwlock', 'acquiredShared'),
  unshare: telling('rwlock', 'releasedShared'),
  own: getting('rwlock', acquired, 'write'),
  disown: telling('rwlock', 'released'),
  choose: plain(({ common, value }) => ({ type: 'chose', ...common, value })),
  join: {
    kind: null,
    events: (spoken) => {
      const { common, target, asked } = spoken
      const timeout = limit(spoken)
      const began: Event = timeout === null ? { type: 'joinBegan', ...common, target } : { type: 'joinBegan', ...common, target, timeout }
      return asked === null ? [began, { type: 'joined', ...common, target }] : [began]
    }
  },
  joined: plain(({ common, target }) => ({ type: 'joined', ...common, target })),
  start: plain(({ common, target, argument }) => ({ type: 'threadStarted', ...common, thread: target, parent: common.thread, name: argument })),
  task: plain(({ common, target, argument }) => ({
    type: 'taskStarted',
    ...common,
    thread: target,
    parent: common.thread,
    loop: common.thread,
    name: argument
  })),
  suspend: plain(({ common, argument }) => ({ type: 'suspended', ...common, on: argument })),
  resume: plain(({ common }) => ({ type: 'resumed', ...common })),
  seen: plain(({ common, argument, value }) => ({
    type: 'observed',
    ...common,
    state: observedState(argument),
    cpu: typeof value === 'number' ? value : null
  })),
  end: plain(({ common }) => ({ type: 'threadEnded', ...common })),
  raise: plain(({ common, argument }) => {
    const [kind = '', message = ''] = argument.split(': ')
    return { type: 'raised', ...common, kind, message }
  }),
  sleep: plain(({ common }) => ({ type: 'sleepBegan', ...common, seconds: 1 })),
  wake: plain(({ common }) => ({ type: 'sleepEnded', ...common })),
  print: plain(({ common, argument }) => ({ type: 'printed', ...common, stream: 'stdout', text: argument })),
  reach: plain(({ common }) => ({ type: 'reached', ...common })),
  drop: plain(({ common, argument }) => ({ type: 'dropped', ...common, count: Number(argument), since: null }))
}

/** The events that a word stands for, at a step. Throws on words that nobody knows. */
export function eventsOf(token: Token, step: number, object: ObjectId, threadOf: (name: string) => ThreadId): Event[] {
  const word = drawnWords[token.word]
  if (word === undefined) throw new Error(`traceFromText: nobody knows '${token.word}'`)
  const common = { at: moment(step), thread: token.thread, line: token.line }
  return word.events({ ...token, common, object, target: threadOf(token.argument), threadOf })
}
