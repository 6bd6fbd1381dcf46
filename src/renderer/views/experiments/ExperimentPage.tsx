import { useState } from 'react'
import type { Experiment } from '../../../core/experiments/experiment'
import { provenanceWords } from '../../../core/experiments/words'
import { type ExperimentResult, summaryOf } from '../../../core/experiments/result'
import { useStore } from '../../session/hooks'
import type { Experimenting } from '../../session/experimenting'
import type { Interpreter } from '../../../preload/contract'
import { NoticeBanner } from '../Banners'
import { ExperimentBar } from './ExperimentBar'
import { SpeedupTable } from './SpeedupTable'

interface ExperimentPageProps {
  readonly experiment: Experiment
  readonly experimenting: Experimenting
  readonly interpreters: readonly Interpreter[] | null
}

/** One experiment: what is done, a press to do it here, what came out, and what came out elsewhere. */
export function ExperimentPage({ experiment, experimenting, interpreters }: ExperimentPageProps) {
  const { going, results, references, problem } = useStore(experimenting.store)
  const [python, choose] = useState<string | null>(null)
  const [repeats, repeat] = useState(5)
  const result = results[experiment.id]
  const reference = references[experiment.id]
  const usable = (interpreters ?? []).filter(({ refused, version }) => refused === null || version.startsWith('3.'))
  return (
    <main className="experiment" data-testid="experiment" tabIndex={-1}>
      {problem ? <NoticeBanner notice={{ problem }} onDismiss={() => experimenting.store.change({ problem: null })} /> : null}
      <h2>{experiment.title}</h2>
      <p>{experiment.about}</p>
      <ExperimentBar
        going={going}
        here={going?.id === experiment.id}
        interpreters={interpreters === null ? null : usable}
        chosen={python}
        repeats={repeats}
        onPython={choose}
        onRepeats={repeat}
        onStart={() => void experimenting.start(experiment.id, python, repeats)}
        onCancel={() => void experimenting.cancel()}
      />
      {result ? <Measured experiment={experiment} result={result} heading="Measured here" /> : null}
      {!result && going?.id !== experiment.id ? <p className="soft">Not measured here yet.</p> : null}
      {reference ? <Measured experiment={experiment} result={reference} heading="For comparison: measured with the lab on another machine" /> : null}
    </main>
  )
}

interface MeasuredProps {
  readonly experiment: Experiment
  readonly result: ExperimentResult
  readonly heading: string
}

function Measured({ experiment, result, heading }: MeasuredProps) {
  const { inconclusive } = summaryOf(result)
  return (
    <section className="panel experiment-result" aria-label={heading}>
      <h3>{heading}</h3>
      {inconclusive === null ? null : (
        <p className="banner bad" role="status">
          <strong>Inconclusive</strong>: {inconclusive}. Make it again when the machine is quiet.
        </p>
      )}
      <SpeedupTable experiment={experiment} result={result} />
      <p className="soft">{provenanceWords(result)}</p>
    </section>
  )
}
