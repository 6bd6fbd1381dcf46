import { useEffect, useRef, useState } from 'react'
import { counted } from '../../core/scenes/counted'
import { experiments } from '../../core/experiments/experiment'
import type { Lesson } from '../../core/lessons/lesson'
import type { Place } from '../session/sessionState'

interface ListedScenario {
  readonly file: string
  readonly title: string
  readonly theme: string
  /** It repairs the one before it. */
  readonly fixed: boolean
}

interface SidebarProps {
  readonly lessons: readonly Lesson[]
  readonly finished: ReadonlySet<string>
  readonly scenarios: readonly ListedScenario[]
  readonly recent: readonly { readonly path: string; readonly name: string }[]
  /** Counts requests to find something: each puts the keyboard into the field for it. */
  readonly finding: number
  readonly place: Place
  readonly onPlace: (place: Place) => void
  readonly onRecent: (path: string) => void
  readonly onClearRecent: () => void
}

/** Everything that can be opened without a dialog: lessons, scenarios, experiments, recent files; all of them, or those whose names have the words that are typed. */
export function Sidebar({ lessons, finished, scenarios, recent, finding, place, onPlace, onRecent, onClearRecent }: SidebarProps) {
  const [typed, setTyped] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (finding > 0) field.current?.select()
  }, [finding])
  const parts: Part[] = [
    {
      title: 'Lessons',
      entries: lessons.map(({ id, title }) => ({
        key: id,
        text: `${finished.has(id) ? '✓ ' : ''}${title}`,
        here: place.kind === 'lesson' && place.id === id,
        onOpen: () => onPlace({ kind: 'lesson', id })
      }))
    },
    ...[...new Set(scenarios.map(({ theme }) => theme))].map((theme) => ({
      title: 'Scenarios',
      theme,
      entries: scenarios
        .filter((each) => each.theme === theme)
        .map(({ file, title, fixed }) => ({
          key: file,
          text: title,
          hint: file,
          fixed,
          here: place.kind === 'scenario' && place.file === file,
          onOpen: () => onPlace({ kind: 'scenario', file })
        }))
    })),
    {
      title: 'Experiments',
      entries: [{ id: 'race', title: 'One counter, every Python' } as const, ...experiments].map(({ id, title }) => ({
        key: id,
        text: title,
        here: place.kind === 'experiment' && place.id === id,
        onOpen: () => onPlace({ kind: 'experiment', id })
      }))
    },
    {
      title: 'Recent files',
      entries: recent.map(({ path, name }) => ({
        key: path,
        text: name,
        hint: path,
        here: (place.kind === 'file' || place.kind === 'recording') && place.path === path,
        onOpen: () => onRecent(path)
      }))
    }
  ]
  const words = typed.toLowerCase().split(/\s+/)
  const isFiltered = typed.trim() !== ''
  const found = parts
    .map((part) => ({ ...part, entries: part.entries.filter((entry) => hasWords(entry, part, words)) }))
    .filter(({ entries }) => !isFiltered || entries.length > 0)
  return (
    <nav className="sidebar" data-testid="sidebar" aria-label="Lessons, scenarios, experiments and files">
      <input
        ref={field}
        type="search"
        className="sidebar-find"
        aria-label="Find a lesson, scenario, experiment or file"
        placeholder="Find…"
        title="Find (Ctrl+P); Enter opens the first"
        value={typed}
        spellCheck={false}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped('')
          if (event.key === 'Enter') found.flatMap(({ entries }) => entries)[0]?.onOpen()
          if (event.key === 'ArrowDown') list.current?.querySelector('button')?.focus()
        }}
      />
      <div ref={list}>
        {found.map(({ title, theme, entries }, at) => (
          <div key={theme ?? title}>
            {title === found[at - 1]?.title ? null : <h2>{title}</h2>}
            {theme === undefined ? null : <h3>{theme}</h3>}
            <ul>
              {entries.map(({ key, ...entry }) => (
                <Entry key={key} {...entry} />
              ))}
            </ul>
          </div>
        ))}
      </div>
      <p className="visually-hidden" role="status">
        {isFiltered ? `${counted(found.flatMap(({ entries }) => entries).length, 'name')} found` : ''}
      </p>
      {found.length === 0 ? <p className="soft empty">Nothing here has “{typed.trim()}” in its name.</p> : null}
      {isFiltered || recent.length > 0 ? null : <p className="soft empty">None yet. Open a file, or drop one anywhere on the window.</p>}
      {!isFiltered && recent.length > 0 ? (
        <button type="button" className="quiet" onClick={onClearRecent}>
          Clear recent files
        </button>
      ) : null}
    </nav>
  )
}

/** A heading with what stands under it; scenarios have a heading for each theme. */
interface Part {
  readonly title: string
  readonly theme?: string
  readonly entries: readonly (EntryProps & { readonly key: string })[]
}

const hasWords = ({ text, hint = '' }: EntryProps, { title, theme = '' }: Part, words: readonly string[]): boolean => {
  const all = `${text} ${hint} ${theme} ${title}`.toLowerCase()
  return words.every((word) => all.includes(word))
}

interface EntryProps {
  readonly text: string
  readonly hint?: string
  readonly fixed?: boolean
  readonly here: boolean
  readonly onOpen: () => void
}

function Entry({ text, hint, fixed = false, here, onOpen }: EntryProps) {
  return (
    <li className={fixed ? 'fixed' : undefined}>
      <button type="button" className={here ? 'entry here' : 'entry'} aria-current={here ? 'page' : undefined} title={hint} onClick={onOpen}>
        {text}
      </button>
    </li>
  )
}
