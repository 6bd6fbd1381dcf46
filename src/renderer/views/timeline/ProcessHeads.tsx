import type { ProcessHead } from '../../../core/scenes/timeline/processHead'
import type { ProcessId } from '../../../core/trace/ids'

interface ProcessHeadsProps {
  readonly heads: readonly ProcessHead[]
  readonly width: number
  readonly onFold: (process: ProcessId) => void
}

/** Over the lanes of each process: its number, which folds them. */
export const ProcessHeads = ({ heads, width, onFold }: ProcessHeadsProps) =>
  heads.map(({ group: { process, name, command, folded }, y, height }) => (
    <button
      key={process}
      type="button"
      className="quiet process-head"
      aria-expanded={!folded}
      aria-label={`Lanes of ${name}${command === '' ? '' : `, ${command}`}`}
      title={command === '' ? name : `${name}: ${command}`}
      style={{ top: y, height, width }}
      onClick={() => onFold(process)}
    >
      <span aria-hidden="true">{folded ? '▸' : '▾'}</span> {name}
    </button>
  ))
