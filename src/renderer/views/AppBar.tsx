import type { Settings } from '../../preload/contract'
import { Icon } from '../widgets/Icon'

interface AppBarProps {
  readonly title: string
  readonly subtitle: string
  readonly edited: boolean
  readonly sidebar: boolean
  readonly canSave: boolean
  readonly theme: Settings['theme']
  /** The page for recordings is open. */
  readonly recording: boolean
  readonly onRecord: () => void
  readonly onSidebar: () => void
  readonly onHome: () => void
  readonly onTheme: (theme: Settings['theme']) => void
  readonly onOpen: () => void
  readonly onSave: () => void
  readonly onKeys: () => void
}

const themes = ['system', 'light', 'dark', 'projector'] as const

/** The bar on top: what is open, and what can be done with whole documents. */
export function AppBar({
  title,
  subtitle,
  edited,
  sidebar,
  canSave,
  theme,
  recording,
  onRecord,
  onSidebar,
  onHome,
  onTheme,
  onOpen,
  onSave,
  onKeys
}: AppBarProps) {
  return (
    <header className="appbar" data-testid="appbar">
      <button type="button" aria-label="Sidebar" aria-pressed={sidebar} title="Sidebar (Ctrl+B)" onClick={onSidebar}>
        <Icon name="menu" />
      </button>
      <h1>{title}</h1>
      <span className="soft subtitle">{subtitle}</span>
      {edited ? (
        <span className="badge" title={recording ? 'This recording was not saved' : 'Differs from what was opened'}>
          {recording ? 'not saved' : 'edited'}
        </span>
      ) : null}
      <span className="grow" />
      <button type="button" className="quiet" title="The first screen" onClick={onHome}>
        Home
      </button>
      <button type="button" className="mode" aria-pressed={recording} title="Record a program or a command while it really runs (Ctrl+3)" onClick={onRecord}>
        Record
      </button>
      <button type="button" title="Open a program or a recording (Ctrl+O)" onClick={onOpen}>
        <Icon name="open" /> Open
      </button>
      <button type="button" title="Save (Ctrl+S)" disabled={!canSave} onClick={onSave}>
        <Icon name="save" /> Save
      </button>
      <label>
        <span className="visually-hidden">Theme</span>
        <select value={theme} title="Theme" onChange={(event) => onTheme(themes.find((each) => each === event.target.value) ?? 'system')}>
          {themes.map((each) => (
            <option key={each} value={each}>
              {each[0]?.toUpperCase()}
              {each.slice(1)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" title="All keys (?)" onClick={onKeys}>
        Keys
      </button>
    </header>
  )
}
