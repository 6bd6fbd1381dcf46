import { useEffect, useRef } from 'react'
import type { Notice } from '../session/sessionState'
import { Icon } from '../widgets/Icon'
import { NoticeBanner } from './Banners'

interface HomeProps {
  /** The programs have arrived from main. */
  readonly ready: boolean
  readonly notice: Notice | null
  readonly onDismiss: () => void
  readonly onStart: () => void
  readonly onScenario: () => void
  readonly onOpen: () => void
  readonly onRecord: () => void
}

/** The first screen: one thing to press, and three others. */
export function Home({ ready, notice, onDismiss, onStart, onScenario, onOpen, onRecord }: HomeProps) {
  const start = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (ready) start.current?.focus()
  }, [ready])
  return (
    <main className="home" data-testid="home">
      {notice ? <NoticeBanner notice={notice} onDismiss={onDismiss} /> : null}
      <h2>See what your threads do</h2>
      <p>
        Step a Python program by hand as its scheduler, run the same file on real threads and under a real Python, and watch who holds which lock and who waits
        for whom.
      </p>
      <div className="home-ways">
        <button ref={start} type="button" className="primary big" disabled={!ready} onClick={onStart}>
          <Icon name="play" /> Start: two transfers, two locks
        </button>
        <button type="button" className="big" disabled={!ready} onClick={onScenario}>
          Start without a lesson: two threads, one counter
        </button>
        <button type="button" className="big" onClick={onOpen}>
          <Icon name="open" /> Open a program or a recording
        </button>
        <button type="button" className="big" onClick={onRecord}>
          Record a program while it runs
        </button>
      </div>
      <p className="soft">Or drop a file anywhere on this window: a Python program (.py), a model (.prog) or a recording (.arrows).</p>
    </main>
  )
}
