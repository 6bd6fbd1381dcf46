import { useEffect, useRef } from 'react'
import { useAtRest } from '../widgets/useAtRest'

/** One line that was printed, and by whom. */
export interface OutputLine {
  readonly text: string
  readonly stream: 'stdout' | 'stderr'
  readonly thread: string
}

// the tail is enough to read; all lines stand in the recording
/** How many lines are shown at most. */
export const mostLines = 500

// while the time cursor moves, more than the panel has room for would only cost frames
const linesInMotion = 40
const restMs = 200

/** How much of a line is shown at most, characters: one of megabytes would hold the window up. */
const mostOfLine = 2_000

/** A line as it is shown: its beginning, and how long it is. */
export const shownLine = (text: string): string =>
  text.length > mostOfLine ? `${text.slice(0, mostOfLine)}… (${text.length.toLocaleString('en')} characters)` : text

/** What the program printed up to the time cursor. */
export function Output({ lines, printed }: { lines: readonly OutputLine[]; printed: number }) {
  const box = useRef<HTMLPreElement>(null)
  const atRest = useAtRest(printed, restMs)
  const tail = atRest ? lines : lines.slice(-linesInMotion)
  // the newest line is the one that was just printed; the box counts from there (`layout.css`)
  useEffect(() => {
    if (box.current && printed > 0) box.current.scrollTop = 0
  }, [printed])
  return (
    <section className="panel output" data-testid="output" aria-label="Output">
      <header>
        <h2>Output</h2>
        {printed > lines.length ? (
          <span className="soft">
            last {lines.length} of {printed.toLocaleString('en')} lines
          </span>
        ) : null}
      </header>
      {lines.length === 0 ? (
        <p className="soft">Nothing printed yet.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <pre ref={box} tabIndex={0} aria-label="Printed lines">
          <span>
            {tail.map((line, index) => (
              // by its number among all that were printed: what stays on screen is not written anew
              <span key={printed - tail.length + index} className={line.stream === 'stderr' ? 'line bad' : 'line'} title={`printed by ${line.thread}`}>
                {line.text}
                {'\n'}
              </span>
            ))}
          </span>
        </pre>
      )}
    </section>
  )
}
