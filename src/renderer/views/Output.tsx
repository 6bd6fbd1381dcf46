/** One line that was printed, and by whom. */
export interface OutputLine {
  readonly text: string
  readonly stream: 'stdout' | 'stderr'
  readonly thread: string
}

// the tail is enough to read; all lines stand in the recording
const mostLines = 500

/** What the program printed up to the time cursor. */
export function Output({ lines }: { lines: readonly OutputLine[] }) {
  const shown = lines.slice(-mostLines)
  return (
    <section className="panel output" data-testid="output" aria-label="Output">
      <header>
        <h2>Output</h2>
        {lines.length > mostLines ? (
          <span className="soft">
            last {mostLines} of {lines.length} lines
          </span>
        ) : null}
      </header>
      {shown.length === 0 ? (
        <p className="soft">Nothing printed yet.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <pre tabIndex={0} aria-label="Printed lines">
          {shown.map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- lines are only ever added
            <span key={index} className={line.stream === 'stderr' ? 'line bad' : 'line'} title={`printed by ${line.thread}`}>
              {line.text}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
    </section>
  )
}
