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
  readonly place: Place
  readonly onPlace: (place: Place) => void
  readonly onRecent: (path: string) => void
  readonly onClearRecent: () => void
}

/** Everything that can be opened without a dialog: lessons, scenarios, experiments, recent files. */
export function Sidebar({ lessons, finished, scenarios, recent, place, onPlace, onRecent, onClearRecent }: SidebarProps) {
  return (
    <nav className="sidebar" data-testid="sidebar" aria-label="Lessons, scenarios, experiments and files">
      <h2>Lessons</h2>
      <ul>
        {lessons.map((lesson) => (
          <Entry
            key={lesson.id}
            text={`${finished.has(lesson.id) ? '✓ ' : ''}${lesson.title}`}
            here={place.kind === 'lesson' && place.id === lesson.id}
            onOpen={() => onPlace({ kind: 'lesson', id: lesson.id })}
          />
        ))}
      </ul>
      <h2>Scenarios</h2>
      {[...new Set(scenarios.map(({ theme }) => theme))].map((theme) => (
        <div key={theme}>
          <h3>{theme}</h3>
          <ul>
            {scenarios
              .filter((each) => each.theme === theme)
              .map(({ file, title, fixed }) => (
                <Entry
                  key={file}
                  text={title}
                  hint={file}
                  fixed={fixed}
                  here={place.kind === 'scenario' && place.file === file}
                  onOpen={() => onPlace({ kind: 'scenario', file })}
                />
              ))}
          </ul>
        </div>
      ))}
      <h2>Experiments</h2>
      <ul>
        <Entry
          text="One counter, every Python"
          here={place.kind === 'experiment' && place.id === 'race'}
          onOpen={() => onPlace({ kind: 'experiment', id: 'race' })}
        />
        {experiments.map(({ id, title }) => (
          <Entry key={id} text={title} here={place.kind === 'experiment' && place.id === id} onOpen={() => onPlace({ kind: 'experiment', id })} />
        ))}
      </ul>
      <h2>Recent files</h2>
      {recent.length === 0 ? <p className="soft empty">None yet. Open a file, or drop one anywhere on the window.</p> : null}
      <ul>
        {recent.map(({ path, name }) => (
          <Entry
            key={path}
            text={name}
            hint={path}
            here={(place.kind === 'file' || place.kind === 'recording') && place.path === path}
            onOpen={() => onRecent(path)}
          />
        ))}
      </ul>
      {recent.length > 0 ? (
        <button type="button" className="quiet" onClick={onClearRecent}>
          Clear recent files
        </button>
      ) : null}
    </nav>
  )
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
