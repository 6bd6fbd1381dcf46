/** What is missing in a recording: so many events, between two moments. */
interface Loss {
  readonly count: number
  readonly since: number
}

/** Tells, while a recording goes on, how much of it is missing. */
interface LossTeller {
  /** By this moment `missing` events are missing in all: what has come to be missing since it was last said; null when nothing has, or when it was said just now. */
  at(moment: number, missing: number, isLast?: boolean): Loss | null
  /** Up to this moment nothing is missing but what was said: where that is known better than by the last look. */
  whole(moment: number): void
}

/** How often losses are told, nanoseconds: seldom enough that their telling does not fill the recording. */
const everyNs = 250e6

/** Starts with nothing missing. */
export function lossTeller(every = everyNs): LossTeller {
  let since = 0
  let told = 0
  let lastTold = Number.NEGATIVE_INFINITY
  return {
    whole(moment) {
      since = Math.max(since, moment)
    },
    at(moment, missing, isLast = false) {
      const count = missing - told
      if (count <= 0) since = moment
      if (count <= 0 || (!isLast && moment - lastTold < every)) return null
      const loss = { count, since: Math.min(since, moment) }
      told = missing
      since = moment
      lastTold = moment
      return loss
    }
  }
}
