import { useEffect, useRef } from 'react'
import type { OutputLine } from '../Output'

/** What the program printed, its two streams side by side. */
export function Streams({ lines }: { lines: readonly OutputLine[] }) {
  return (
    <div className="record-streams">
      <Stream name="stdout" lines={lines} />
      <Stream name="stderr" lines={lines} />
    </div>
  )
}

function Stream({ name, lines }: { name: OutputLine['stream']; lines: readonly OutputLine[] }) {
  const box = useRef<HTMLPreElement>(null)
  const text = lines
    .filter(({ stream }) => stream === name)
    .map((line) => `${line.text}\n`)
    .join('')
  useEffect(() => {
    if (box.current && text !== '') box.current.scrollTop = box.current.scrollHeight
  }, [text])
  return (
    <section className="panel" data-testid={`record-${name}`} aria-label={name}>
      <h2>{name}</h2>
      {text === '' ? (
        <p className="soft">Nothing there.</p>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
        <pre ref={box} tabIndex={0} aria-label={`Lines of ${name}`} className={name === 'stderr' ? 'bad' : ''}>
          {text}
        </pre>
      )}
    </section>
  )
}
