import { useCallback, useEffect, useMemo, useState } from 'react'
import { experiments } from '../core/experiments/experiment'
import { library } from '../core/lessons/library'
import { momentWords } from '../core/scenes/clockWords'
import { themes } from '../core/scenes/tokens'
import { sessionCommands } from './commands/sessionCommands'
import { useKeys } from './commands/useKeys'
import { applyTheme } from './session/applyTheme'
import { isByHand } from './session/bench'
import { exportFigure } from './session/exportFigure'
import { useActorSnapshot, useStore } from './session/hooks'
import { pictureAt } from './session/picture'
import { finishedLessons } from './session/lessons'
import { isUnsaved } from './session/recordState'
import { scenarioTitle } from './session/scenarioTitle'
import type { Session } from './session/session'
import { type SessionState, shownTrace } from './session/sessionState'
import { useDark, useSlim } from './session/useMedia'
import { useDrop } from './session/useDrop'
import { useIndex } from './session/useIndex'
import { AppBar } from './views/AppBar'
import { ExperimentPage } from './views/experiments/ExperimentPage'
import { RacePage } from './views/experiments/RacePage'
import { Home } from './views/Home'
import { KeysDialog } from './views/KeysDialog'
import { Sidebar } from './views/Sidebar'
import { timelineControl } from './views/timeline/timelineControl'
import { RecordPage } from './views/record/RecordPage'
import { StatusRegion } from './views/StatusRegion'
import { Workspace } from './views/Workspace'

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
  const isRecording = place.kind === 'record'
  const dropping = useDrop((file) => void (isRecording && /\.py$/i.test(file.name) ? session.recording.dropScript(file) : session.openDropped(file)))

  const commands = useMemo(
    () =>
      sessionCommands(session, {
        keys: () => setKeys(true),
        sidebar: toggleSidebar,
        table: () => setTable((shown) => !shown),
        exportFigure: () => void exportFigure(session),
        zoom: timeline.zoom,
        pan: timeline.pan,
        fit: timeline.fit
      }),
    [session, toggleSidebar, timeline]
  )
  useKeys(commands, settings.singleKeys && !keys)
  useMenu(commands, session)
  useDocument(state)

  const lesson = place.kind === 'lesson' ? library.find((each) => each.id === place.id) : undefined
  const experiment = place.kind === 'experiment' ? experiments.find((each) => each.id === place.id) : undefined
  const isMeasured = place.kind === 'experiment'
  const isHome = place.kind === 'home'
  const isProgram = !isHome && !isMeasured && !isRecording
  return (
    <div className="app">
      <AppBar
        title={
          isHome
            ? 'Concurrency Lab'
            : isRecording
              ? 'Record'
              : isMeasured
                ? `Experiment: ${experiment?.title ?? 'one counter, every Python'}`
                : lesson
                  ? `Lesson: ${lesson.title}`
                  : state.opened
                    ? state.opened.name
                    : state.file
        }
        subtitle={!isProgram ? '' : scenarioTitle(state.source)}
        edited={isRecording ? isUnsaved(state.record) : isProgram && state.source !== state.original}
        recording={isRecording}
        onRecord={() => session.open({ kind: 'record' })}
        sidebar={showsSidebar}
        canSave={isProgram || (isRecording && isUnsaved(state.record))}
        onSidebar={toggleSidebar}
        onHome={() => session.open({ kind: 'home' })}
        onOpen={() => void session.openDialog()}
        onSave={() => void session.save()}
        onKeys={() => setKeys(true)}
        theme={settings.theme}
        onTheme={(chosen) => session.changeSettings({ theme: chosen })}
      />
      <div className="body">
        {showsSidebar ? (
          <Sidebar
            lessons={library}
            finished={finishedLessons()}
            scenarios={state.scenarios.map(({ text, ...each }) => ({ ...each, title: scenarioTitle(text) || each.file }))}
            recent={state.recent}
            place={place}
            onPlace={(chosen) => {
              setPeek(false)
              session.open(chosen)
            }}
            onRecent={(path) => void session.openRecent(path)}
            onClearRecent={() => void session.clearRecent()}
          />
        ) : null}
        {isHome ? (
          <Home
            ready={state.scenarios.length > 0}
            notice={state.notice}
            onDismiss={session.dismiss}
            onStart={() => session.beginLesson('deadlock')}
            onScenario={() => session.open({ kind: 'scenario', file: 'counter.py' })}
            onOpen={() => void session.openDialog()}
          />
        ) : experiment ? (
          <ExperimentPage key={experiment.id} experiment={experiment} experimenting={session.experimenting} interpreters={state.interpreters} />
        ) : isRecording ? (
          <RecordPage
            session={session}
            state={state}
            index={index}
            picture={picture}
            cursor={cursor}
            theme={theme}
            timeline={timeline}
            table={table}
            onTable={() => setTable(!table)}
            onExport={() => void exportFigure(session)}
          />
        ) : isMeasured ? (
          <RacePage experimenting={session.experimenting} />
        ) : (
          <Workspace
            session={session}
            state={state}
            index={index}
            picture={picture}
            cursor={cursor}
            playing={transport?.value === 'playing'}
            theme={theme}
            timeline={timeline}
            table={table}
            onTable={() => setTable(!table)}
            onExport={() => void exportFigure(session)}
          />
        )}
      </div>
      <StatusRegion
        state={state}
        index={isProgram || isRecording ? index : null}
        preparing={(isProgram || isRecording) && index === null ? (trace?.events.length ?? 0) : 0}
        picture={picture}
        where={trace ? momentWords(trace.header.clock, cursor) : ''}
      />
      {keys ? <KeysDialog commands={commands} onClose={() => setKeys(false)} /> : null}
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
  const { place, file, source, original, opened, runs, record, saves } = state
  const path = place.kind === 'file' || place.kind === 'recording' ? place.path : null
  // drafts of built-in programs are kept anyway; only a file of one's own and an unsaved recording can be lost
  const edited =
    (isUnsaved(record) && (place.kind === 'record' || place.kind === 'home' || place.kind === 'experiment')) ||
    ((place.kind === 'file' || place.kind === 'recording') && source !== original) ||
    Object.values(runs).some((run) => run !== null && run.events > 0 && !run.saved && run.stage === 'ended' && place.kind === 'file')
  const title = place.kind === 'home' ? '' : place.kind === 'experiment' ? 'Experiment' : place.kind === 'record' ? 'Record' : (opened?.name ?? file)
  // said anew after every try to save: main waits to hear what came of it
  const said = useMemo(() => ({ document: { title, path, edited }, saves }), [title, path, edited, saves])
  useEffect(() => {
    document.title = said.document.title ? `${said.document.title} — Concurrency Lab` : 'Concurrency Lab'
    void window.lab.ask('window:document', said.document)
  }, [said])
}
