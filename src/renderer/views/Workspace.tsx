import { useSelector } from '@xstate/react'
import { useEffect, useRef, useState } from 'react'
import { isModel } from '../../core/notation/compileFile'
import { windowMetrics } from '../../core/scenes/look/metrics'
import type { Theme } from '../../core/scenes/look/tokens'
import type { TraceIndex } from '../../core/scenes/traceIndex'
import { useActorSnapshot } from '../session/hooks'
import { useWindowHeight } from '../session/useMedia'
import { isByHand } from '../session/bench'
import { canFollow } from '../session/following'
import { findingOf, type Picture } from '../session/picture'
import type { Session } from '../session/session'
import { type SessionState, shownTrace } from '../session/sessionState'
import { Splitter } from '../widgets/Splitter'
import { EngineBar } from './EngineBar'
import { type LowerPage, LowerPanel } from './LowerPanel'
import { Memory } from './Memory'
import { FollowBanner, FindingBanner, NoticeBanner } from './Banners'
import { Output } from './Output'
import type { PageProps } from './pageProps'
import { ProgramPanel } from './ProgramPanel'
import { RightColumn } from './RightColumn'
import { useSidePages } from './Side'
import { ThreadCard, type ThreadCardData } from './ThreadCard'
import { TimelinePanel } from './TimelinePanel'
import { TransportRow } from './TransportRow'
import { StallBanner } from './StallBanner'
import { VerdictBanner } from './VerdictBanner'

const noCards: readonly ThreadCardData[] = []

/** As high as its rows need, up to `most`. */
function usualHeight(index: TraceIndex | null, theme: Theme, most: number): number {
  const { lane, laneGap, lock, lockGap, axis } = windowMetrics(theme.name).roomy
  const permits = index?.objects.reduce((sum, { permits: rows }) => sum + Math.max(1, rows.length), 0) ?? 2
  const rows = axis + (index?.threads.length ?? 3) * (lane + laneGap) + permits * (lock + lockGap)
  return Math.min(rows + 44, most)
}

/**
 * Everything round one program.
 *
 *   engine
 *   program │ threads        │ lesson, all orders
 *           │ memory, output │ wait-for graph, progress graph
 *   finding │ what all orders come to
 *   transport │ schedule
 *   timeline, state graph, progress graph, processes
 */
export function Workspace(props: PageProps) {
  const { session, state, index, picture, cursor, theme } = props
  const main = useRef<HTMLElement>(null)
  const where = JSON.stringify(state.place)
  // whoever opened something wants to work with it: keys belong to the stage now, not to the entry that was pressed
  useEffect(() => {
    if (where) main.current?.focus()
  }, [where])
  const byHand = isByHand(state)
  const [lower, showLower] = useState<LowerPage>('timeline')
  // a graph is as good as it is large; a timeline needs its rows and no more
  const whole = useWindowHeight()
  const third = Math.round(whole * 0.34)
  const usual = lower === 'timeline' ? usualHeight(index, theme, third) : third
  const height = state.settings.panes['timeline'] ?? usual
  const lesson = useActorSnapshot(session.lesson())
  const finding = picture && index ? findingOf(picture, index.trace) : null
  const orders = useSelector(session.orders, (snapshot) => snapshot)
  // whoever shall predict what happens must not be told it
  const hidden = whyHidden(state, lesson?.value)
  const [wanted, askFor] = useSidePages()
  // whoever opens a lesson wants to read it, whatever was read beside another program
  const lessonOpened = state.place.kind === 'lesson' ? state.place.id : null
  useEffect(() => {
    if (lessonOpened !== null) askFor('lesson')
  }, [lessonOpened, askFor])
  const follow = (): void => {
    session.followRun()
    askFor('orders')
  }
  return (
    <main className="workspace" ref={main} tabIndex={-1}>
      {state.notice ? <NoticeBanner notice={state.notice} onDismiss={session.dismiss} /> : null}
      <Engines session={session} state={state} />
      <div className="stage" data-testid="stage">
        <ProgramPanel
          state={state}
          cards={picture?.cards ?? noCards}
          mover={picture?.mover ?? null}
          theme={theme}
          onEdit={session.edit}
          onRevert={session.revert}
          onParameter={session.setParameter}
        />
        <Middle picture={picture} state={state} theme={theme} onStep={session.step} />
        <RightColumn
          session={session}
          state={state}
          index={index}
          cursor={cursor}
          theme={theme}
          lesson={lesson}
          orders={orders}
          hidden={hidden}
          wanted={wanted}
          onPage={askFor}
        />
      </div>
      <div className="findings">
        {finding?.text ? <FindingBanner text={finding.text} bad={finding.bad} /> : null}
        {index ? <StallBanner index={index} onSeek={session.seek} /> : null}
        {canFollow(state) && !hidden ? <FollowBanner onFollow={follow} /> : null}
        {state.program && !hidden ? (
          <VerdictBanner orders={orders} onShow={session.playSchedule} onAll={session.searchAll} onDetails={() => askFor('orders')} />
        ) : null}
      </div>
      <TransportRow session={session} state={state} index={index} cursor={cursor} playing={props.playing} theme={theme} byHand={byHand} />
      <Splitter
        label="Height of the timeline"
        orientation="horizontal"
        size={height}
        smallest={110}
        largest={Math.round(whole * 0.7)}
        usual={usual}
        reversed
        onSize={(size) => session.changeSettings({ panes: { ...state.settings.panes, timeline: size } })}
      />
      <LowerPanel
        shown={lower}
        onShow={showLower}
        orders={orders}
        hidden={hidden || (state.program ? '' : withProblems)}
        model={byHand ? state.model : null}
        index={index}
        cursor={cursor}
        theme={theme}
        height={height}
        onSeek={session.seek}
        onSchedule={session.runSchedule}
        title={state.file}
        onSave={props.lanes.onSave}
        renderTimeline={(heading) => (
          <TimelinePanel
            heading={heading}
            index={index}
            cursor={cursor}
            theme={theme}
            height={height}
            lanes={props.lanes}
            snaps={index?.trace.header.clock.unit === 'steps'}
            empty={hindrance(state) || emptyWords(state)}
            onSeek={(at) => session.seek(at)}
          />
        )}
      />
      <p className="visually-hidden" role="status" data-testid="spoken">
        {state.spoken}
      </p>
    </main>
  )
}

function whyHidden({ opened }: SessionState, lesson: string | undefined): string {
  if (opened?.trace.header.program === null) return 'Another command was recorded: what other orders of it come to is not known.'
  return lesson === 'intro' || lesson === 'predict' ? 'What can happen is told here once you have predicted it.' : ''
}

const withProblems = 'The program has problems; they are listed under it.'

function emptyWords({ engine, program, opened }: SessionState): string {
  if (opened && opened.trace.events.length > 0) return `The picture of ${opened.trace.events.length.toLocaleString('en')} events is being made.`
  if (opened) return 'This recording holds no events.'
  if (engine === 'simulator') return program ? 'Step a thread to begin.' : withProblems
  return 'Not run yet. Press Run: the program then really runs, and what it does is drawn here while it does it.'
}

function Engines({ session, state }: { session: Session; state: SessionState }) {
  const { engine, runs, options, interpreters, opened } = state
  return (
    <EngineBar
      engine={engine}
      model={isModel(state.file)}
      opened={opened?.name ?? null}
      run={engine === 'simulator' ? null : runs[engine]}
      options={options}
      interpreters={interpreters}
      canRun={hindrance(state) === ''}
      hindrance={hindrance(state)}
      outdated={shownTrace(state)?.header.program?.text !== state.source}
      onEngine={session.chooseEngine}
      onOptions={session.chooseOptions}
      onRun={() => void session.run()}
      onStop={() => void session.stop()}
      onKill={() => void session.kill()}
      onSave={() => void session.save()}
    />
  )
}

/** Why the chosen engine cannot run the program; empty when it can. */
function hindrance({ engine, program, problems, interpreters, opened }: SessionState): string {
  if (opened) return ''
  if (engine === 'threads' && !program) {
    const count = `${problems.length} problem${problems.length === 1 ? '' : 's'}`
    return `The lab's threads run a part of Python: ${count}, listed under the program. The Python engine runs any program.`
  }
  if (engine === 'python' && interpreters?.every((each) => each.refused !== null)) {
    return 'No Python from 3.8 on was found on this machine. Install one and start the lab again; stepping by hand and real threads work without it.'
  }
  return ''
}

interface MiddleProps {
  readonly picture: Picture | null
  readonly state: SessionState
  readonly theme: Theme
  readonly onStep: (thread: number, way?: number) => void
}

function Middle({ picture, state, theme, onStep }: MiddleProps) {
  const trace = shownTrace(state)
  const note = trace?.header.detail === 'sync' ? 'Only locks and threads were recorded in this run.' : 'No shared variable yet.'
  return (
    <div className="middle">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard, and cards of a real run have no buttons */}
      <div className="cards" role="group" aria-label="Threads" tabIndex={picture ? 0 : undefined}>
        {picture?.cards.map((card) => <ThreadCard key={card.id} card={card} theme={theme} onStep={onStep} />) ?? (
          <p className="soft empty">Threads appear here as soon as the program runs.</p>
        )}
      </div>
      <div className="facts">
        <Memory rows={picture?.memory ?? []} theme={theme} note={note} />
        <Output lines={picture?.output ?? []} printed={picture?.printed ?? 0} />
      </div>
    </div>
  )
}
