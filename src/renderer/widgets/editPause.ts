/** An answer to an edit that takes longer than this is felt while one types. */
const feltMs = 30
/** So long nobody types before a slow answer is made. */
const pauseMs = 250

/** Hands on what somebody types. */
export interface EditPause {
  /** There is a new text: told at once, or, where telling the last one took long, when nobody has typed for a moment. */
  edited(text: string): void
  /** Tells now what was not told yet: somebody is about to do something with it. */
  settle(): void
  /** Whether a text is the one that was told last: it comes back as an echo, and the editor may be ahead of it. */
  isEcho(text: string): boolean
  /** Forgets all of it: another text has taken its place. */
  forget(): void
}

/** Tells edits to `tell`, which may take its time: large programs are compiled and searched anew. `now` gives milliseconds. */
export function editPause(tell: (text: string) => void, now: () => number = () => performance.now()): EditPause {
  let waiting: string | null = null
  let told: string | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let took = 0

  function drop(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    waiting = null
  }

  function settle(): void {
    const text = waiting
    drop()
    if (text === null) return
    told = text
    const began = now()
    tell(text)
    took = now() - began
  }

  return {
    settle,
    isEcho: (text) => text === told,
    forget() {
      drop()
      told = null
    },
    edited(text) {
      drop()
      waiting = text
      if (took < feltMs) settle()
      else timer = setTimeout(settle, Math.max(pauseMs, took))
    }
  }
}
