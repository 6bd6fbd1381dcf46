import { useEffect, useRef, useState } from 'react'
import { findingOf } from '../../session/picture'
import { isAlive } from '../../session/realRun'
import { FindingBanner, NoticeBanner } from '../Banners'
import type { PageProps } from '../pageProps'
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
 *   then:   figures and buttons │ lanes │ stdout, stderr
 */
export function RecordPage(props: PageProps) {
  const { session, state, index, picture } = props
  const { run } = state.record
  const actions = session.recording
  const main = useRef<HTMLElement>(null)
  /** The run after which something else is to be recorded. */
  const [left, leave] = useState(0)
  useEffect(() => main.current?.focus(), [])
  const finding = picture && index ? findingOf(picture, index.trace) : null
  const shown = run !== null && (run.attempt !== left || isAlive(run)) ? run : null
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
          <RecordBar record={state.record} run={shown} actions={actions} onAnother={() => leave(shown.attempt)} />
          {finding?.text ? <FindingBanner text={finding.text} bad={finding.bad} /> : null}
          {index ? <StallBanner index={index} onSeek={session.seek} /> : null}
          <TimelinePanel
            heading={<h2>{isAlive(shown) ? 'Live lanes' : 'Lanes'}</h2>}
            index={index}
            cursor={props.cursor}
            theme={props.theme}
            height={Math.round(window.innerHeight * 0.48)}
            lanes={props.lanes}
            snaps={false}
            empty={isAlive(shown) ? 'The first events are on their way.' : 'Nothing was recorded.'}
            onSeek={(at) => {
              if (state.record.follow && isAlive(shown)) actions.follow()
              session.seek(at)
            }}
          />
          <Streams lines={picture?.output ?? []} />
        </>
      )}
    </main>
  )
}
