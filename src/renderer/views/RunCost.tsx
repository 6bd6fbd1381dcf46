import { isComparable, type RealRun } from '../session/realRun'

interface RunCostProps {
  readonly run: RealRun
  readonly onCompare: () => void
  readonly onCancel: () => void
}

/** What recording a run took, and the way to ask how much slower it was for being recorded. Nothing where nobody measured it. */
export function RunCost({ run, onCompare, onCancel }: RunCostProps) {
  const words = costWords(run)
  if (words === '') return null
  const { comparison } = run
  if (comparison?.state === 'going') {
    return (
      <div className="run-cost" data-testid="run-cost">
        <span className="soft words" role="status">
          Running it three times without the recorder…
        </span>
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      </div>
    )
  }
  return (
    <div className="run-cost" data-testid="run-cost">
      <span className="soft words" role="status" title={words}>
        {words}
      </span>
      {isComparable(run) ? (
        <button
          type="button"
          title="Runs the program three more times without the recorder, with all that it does, and compares how long it takes"
          onClick={onCompare}
        >
          {comparison === null ? 'How much slower?' : 'Compare again'}
        </button>
      ) : null}
    </div>
  )
}

/** With what came of the comparison. */
function costWords({ ended, comparison }: RealRun): string {
  const words = ended?.cost?.words ?? ''
  const told = comparison?.state === 'told' ? comparison.words : comparison?.state === 'refused' ? `${words}; not compared: ${comparison.words}` : words
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}${told === '' || told.endsWith('.') ? '' : '.'}`
}
