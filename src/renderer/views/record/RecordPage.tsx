import { useEffect, useRef, useState } from 'react'
import { findingOf } from '../../session/picture'
import { isAlive } from '../../session/realRun'
import { Segmented } from '../../widgets/Segmented'
import { FindingBanner, NoticeBanner } from '../Banners'
import type { PageProps } from '../pageProps'
import { ProcessesPanel } from '../processes/ProcessesPanel'
import { StallBanner } from '../StallBanner'
import { TimelinePanel } from '../TimelinePanel'
import { PastRecordings } from './PastRecordings'
import { RecordBar } from './RecordBar'
import { RecordForm } from './RecordForm'
import { Streams } from './Streams'

/**
 * Recordings: choose, record, look.
 *
 *   before: what │ how, Record, what is needed, recordings of this session
 *   then:   figures and buttons │ lanes or processes │ stdout, stderr
 */
export function RecordPage(props: PageProps) {
  const { session, state, index, picture } = props
  const { run } = state.record
  const actions = session.recording
  const main = useRef<HTMLElement>(null)
  /** The run after which something else is to be recorded. */
  const [left, leave] = useState(0)
  const [page, showPage] = useState<'lanes' | 'processes'>('lanes')
  useEffect(() => {
    main.current?.focus()
    actions.prepare()
  }, [actions])
  const finding = picture && index ? findingOf(picture, index.trace) : null
  const shown = run !== null && (run.attempt !== left || isAlive(run)) ? run : null
  const height = Math.round(window.innerHeight * 0.48)
  const pages = [
    { value: 'lanes', text: shown !== null && isAlive(shown) ? 'Live lanes' : 'Lanes' },
    { value: 'processes', text: 'Processes' }
  ] as const
  const heading = <Segmented label="What is shown of the run" value={page} options={pages} onChange={showPage} />
  const seek = (at: number): void => {
    if (state.record.follow && shown !== null && isAlive(shown)) actions.follow()
    session.seek(at)
  }
  return (
    <main className="workspace record" data-testid="record" ref={main} tabIndex={-1}>
      {state.notice ? <NoticeBanner notice={state.notice} onDismiss={session.dismiss} /> : null}
      {shown === null ? (
        <div className="record-start">
          <h2>Record a program while it really runs</h2>
          <RecordForm state={state} actions={actions} />
          <PastRecordings record={state.record} actions={actions} />
        </div>
      ) : (
        <>
          <RecordBar
            record={state.record}
            run={shown}
            actions={actions}
            onAnother={() => leave(shown.attempt)}
            onCancelComparison={() => void session.cancelComparison()}
          />
          {finding?.text ? <FindingBanner text={finding.text} bad={finding.bad} /> : null}
          {index ? <StallBanner index={index} onSeek={session.seek} /> : null}
          {page === 'processes' ? (
            <ProcessesPanel
              heading={heading}
              index={index}
              cursor={props.cursor}
              height={height}
              onSeek={seek}
              onSave={(svg) => props.lanes.onSave(svg, 'processes')}
            />
          ) : (
            <TimelinePanel
              heading={heading}
              index={index}
              cursor={props.cursor}
              theme={props.theme}
              height={height}
              lanes={props.lanes}
              snaps={false}
              empty={shown !== null && isAlive(shown) ? 'The first events are on their way.' : 'Nothing was recorded.'}
              onSeek={seek}
            />
          )}
          <Streams lines={picture?.output ?? []} />
        </>
      )}
    </main>
  )
}
