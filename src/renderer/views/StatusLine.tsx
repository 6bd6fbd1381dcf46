interface StatusLineProps {
  readonly badge: string
  /** Why the badge says what it says. */
  readonly badgeTitle: string
  readonly facts: readonly string[]
  /** A deadlock or failure in words; empty when there is none. */
  readonly finding: string
  readonly bad: boolean
}

/** The line at the bottom: where the picture comes from, how many events, and what was found. */
export function StatusLine({ badge, badgeTitle, facts, finding, bad }: StatusLineProps) {
  return (
    <footer className="status" data-testid="status">
      <span className="badge" title={badgeTitle}>
        {badge}
      </span>
      <span className="soft facts">{facts.join(' · ')}</span>
      {finding ? (
        <span className={bad ? 'finding bad' : 'finding'} title={finding}>
          {finding}
        </span>
      ) : null}
    </footer>
  )
}
