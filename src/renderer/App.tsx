import { useCallback, useEffect, useMemo, useState } from 'react'
import { library } from '../core/lessons/library'
import { themes } from '../core/scenes/look/tokens'
import { sessionCommands } from './commands/sessionCommands'
import { useKeys } from './commands/useKeys'
import { applyTheme } from './session/applyTheme'
import { isByHand } from './session/bench'
import { exportFigure, saveFigure } from './session/exportFigure'
import { useActorSnapshot, useStore } from './session/hooks'
import { pictureAt } from './session/picture'
import { finishedLessons } from './session/lessons'
import { documentTitle, isEdited, subtitleOf, titleOf, wouldLose } from './session/naming'
import { isUnsaved } from './session/recordState'
import { scenarioTitle } from './session/scenarioTitle'
import type { Session } from './session/session'
import { isProgram, type SessionState, shownTrace } from './session/sessionState'
import { useDark, useSlim } from './session/useMedia'
import { useDrop } from './session/useDrop'
import { useIndex } from './session/useIndex'
import { AppBar } from './views/AppBar'
import { KeysDialog } from './views/KeysDialog'
import { Sidebar } from './views/Sidebar'
import { Page } from './views/Page'
import type { PageProps } from './views/pageProps'
import { timelineControl } from './views/timeline/timelineControl'
import { ReadingBar } from './views/ReadingBar'
import { StatusRegion } from './views/StatusRegion'

/** The window: regions round one session. */
export function App({ session }: { session: Session }) {
  const state = useStore(session.store)
  const transport = useActorSnapshot(session.transport)
  const dark = useDark()
  const [keys, setKeys] = useState(false)
  const [table, setTable] = useState(false)
  const [timeline] = useState(timelineControl)
  const { settings, place } = state
  // over a small window the sidebar lies on top and is opened for one choice at a time
  const slim = useSlim()
  const [peek, setPeek] = useState(false)
  const showsSidebar = slim ? peek : settings.sidebar
  const toggleSidebar = useCallback(() => {
    if (slim) setPeek((shown) => !shown)
    else session.changeSettings({ sidebar: !session.store.read().settings.sidebar })
  }, [slim, session])
  const [finding, setFinding] = useState(0)
  const find = useCallback(() => {
    if (!showsSidebar) toggleSidebar()
    setFinding((before) => before + 1)
  }, [showsSidebar, toggleSidebar])
  const theme = themes[settings.theme === 'system' ? (dark ? 'dark' : 'light') : settings.theme]
  const trace = shownTrace(state)
  const index = useIndex(trace)
  const cursor = transport?.context.cursor ?? 0
  const picture = useMemo(() => (index ? pictureAt(index.analysis, state, cursor, isByHand(state)) : null), [index, state, cursor])

  useEffect(() => session.start(), [session])
  useEffect(() => applyTheme(theme), [theme])
  useEffect(() => {
    document.documentElement.classList.toggle('still', settings.reducedMotion)
  }, [settings.reducedMotion])
  const dropping = useDrop(
    (file) => void (place.kind === 'record' && /\.py$/i.test(file.name) ? session.recording.dropScript(file) : session.openDropped(file))
  )

  const commands = useMemo(
    () =>
      sessionCommands(session, {
        keys: () => setKeys(true),
        sidebar: toggleSidebar,
        find,
        table: () => setTable((shown) => !shown),
        exportFigure: () => void exportFigure(session),
        zoom: timeline.zoom,
        pan: timeline.pan,
        fit: timeline.fit
      }),
    [session, toggleSidebar, find, timeline]
  )
  useKeys(commands, settings.singleKeys && !keys)
  useMenu(commands, session)
  useDocument(state)

  const page: PageProps = {
    session,
    state,
    index,
    picture,
    cursor,
    playing: transport?.value === 'playing',
    theme,
    lanes: {
      control: timeline,
      table,
      onTable: () => setTable(!table),
      onExport: () => void exportFigure(session),
      onSave: (svg, part) => void saveFigure(session, svg, part)
    }
  }
  return (
    <div className="app">
      <AppBar
        title={titleOf(state)}
        subtitle={subtitleOf(state)}
        edited={isEdited(state)}
        recording={place.kind === 'record'}
        onRecord={() => session.open({ kind: 'record' })}
        sidebar={showsSidebar}
        canSave={isProgram(place) || (place.kind === 'record' && isUnsaved(state.record))}
        onSidebar={toggleSidebar}
        onHome={() => session.open({ kind: 'home' })}
        onOpen={() => void session.openDialog()}
        onSave={() => void session.save()}
        onKeys={() => setKeys(true)}
        theme={settings.theme}
        onTheme={(chosen) => session.changeSettings({ theme: chosen })}
      />
      {state.reading ? <ReadingBar reading={state.reading} onCancel={session.cancelReading} /> : null}
      <div className="body">
        {showsSidebar ? (
          <Sidebar
            lessons={library}
            finished={finishedLessons()}
            scenarios={state.scenarios.map(({ text, ...each }) => ({ ...each, title: scenarioTitle(text) || each.file }))}
            recent={state.recent}
            finding={finding}
            place={place}
            onPlace={(chosen) => {
              setPeek(false)
              session.open(chosen)
            }}
            onRecent={(path) => void session.openRecent(path)}
            onClearRecent={() => void session.clearRecent()}
          />
        ) : null}
        <Page {...page} />
      </div>
      <StatusRegion {...page} />
      {keys ? <KeysDialog commands={commands} settings={settings} onSettings={session.changeSettings} onClose={() => setKeys(false)} /> : null}
      {dropping ? <div className="drop-hint">Drop a Python program (.py), a model (.prog) or a recording (.arrows)</div> : null}
    </div>
  )
}

/** Lets the native menu run commands, and files that the system hands over open. */
function useMenu(commands: ReturnType<typeof sessionCommands>, session: Session): void {
  useEffect(
    () =>
      window.lab.listen((push) => {
        if (push.type === 'command') commands.find((each) => each.id === push.id)?.run()
        else if (push.type === 'experiment') session.experimenting.hear(push.news)
        else if (push.type === 'opened') session.openFile(push.file)
        else if (push.type === 'problem') session.tell(push.problem)
      }),
    [commands, session]
  )
}

/** Tells main what is open, for the title, the proxy icon and the question at closing. */
function useDocument(state: SessionState): void {
  const { place, saves } = state
  const path = place.kind === 'file' || place.kind === 'recording' ? place.path : null
  const title = documentTitle(state)
  const edited = wouldLose(state)
  // said anew after every try to save: main waits to hear what came of it
  const said = useMemo(() => ({ document: { title, path, edited }, saves }), [title, path, edited, saves])
  useEffect(() => {
    document.title = said.document.title ? `${said.document.title} — Concurrency Lab` : 'Concurrency Lab'
    void window.lab.ask('window:document', said.document)
  }, [said])
}
