import { experiments } from '../../core/experiments/experiment'
import { ExperimentPage } from './experiments/ExperimentPage'
import { RacePage } from './experiments/RacePage'
import { Home } from './Home'
import type { PageProps } from './pageProps'
import { RecordPage } from './record/RecordPage'
import { Workspace } from './Workspace'

/** The page of what is open. */
export function Page(props: PageProps) {
  const { session, state } = props
  const { place } = state
  if (place.kind === 'home')
    return (
      <Home
        ready={state.scenarios.length > 0}
        notice={state.notice}
        onDismiss={session.dismiss}
        onStart={() => session.beginLesson('deadlock')}
        onScenario={() => session.open({ kind: 'scenario', file: 'counter.py' })}
        onOpen={() => void session.openDialog()}
        onRecord={() => session.open({ kind: 'record' })}
      />
    )
  if (place.kind === 'record') return <RecordPage {...props} />
  if (place.kind !== 'experiment') return <Workspace {...props} />
  const experiment = experiments.find((each) => each.id === place.id)
  return experiment ? (
    <ExperimentPage key={experiment.id} experiment={experiment} experimenting={session.experimenting} interpreters={state.interpreters} />
  ) : (
    <RacePage experimenting={session.experimenting} />
  )
}
