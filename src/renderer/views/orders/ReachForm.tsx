import { useId, useMemo, useRef } from 'react'
import type { SnapshotFrom } from 'xstate'
import { readGoal } from '../../../core/explorer/answers/goal'
import type { Program } from '../../../core/program/program'
import { counted } from '../../../core/scenes/counted'
import { extentWords } from '../../../core/scenes/orders/extentWords'
import { notReachedWords } from '../../../core/scenes/orders/goalWords'
import type { Problem } from '../../../core/trace/problem'
import type { searchMachine } from '../../session/searchMachine'
import { Words } from '../ThreadCard'
import { Replay } from './Replay'

interface ReachFormProps {
  readonly program: Program
  readonly goal: string
  readonly reach: SnapshotFrom<typeof searchMachine>
  readonly onGoal: (goal: string) => void
  readonly onSearchGoal: () => void
  readonly onCancelGoal: () => void
  readonly onReplay: (schedule: string) => void
}

/** "Can this be reached?": a Python expression over the module's names, answered while it is typed. */
export function ReachForm({ program, goal, reach, onGoal, onSearchGoal, onCancelGoal, onReplay }: ReachFormProps) {
  const field = useId()
  const input = useRef<HTMLInputElement>(null)
  // its button is gone with the search: keys go on from the question
  const cancel = (): void => {
    input.current?.focus()
    onCancelGoal()
  }
  const problem = useMemo(() => problemOf(program, goal), [program, goal])
  return (
    <form
      className="reach"
      onSubmit={(event) => {
        event.preventDefault()
        if (!problem && isOpen(reach)) onSearchGoal()
      }}
    >
      <label htmlFor={field}>Can this be reached?</label>
      <input
        id={field}
        ref={input}
        className="mono"
        placeholder={exampleOf(program)}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== null}
        value={goal}
        onChange={(event) => onGoal(event.target.value)}
      />
      <div role="status" data-testid="reach-answer">
        {problem ? <Wrong problem={problem} /> : <Answer reach={reach} onCancel={cancel} onReplay={onReplay} />}
      </div>
    </form>
  )
}

function problemOf(program: Program, goal: string): Problem | null {
  const read = goal.trim() === '' ? null : readGoal(program, goal)
  return read === null || read.ok ? null : read.problem
}

/** A condition over a name of this program, so that nobody has to guess how one is written; '' where it has none that changes. */
function exampleOf({ names, sites }: Program): string {
  const variable = names.find(({ shared }) => shared)?.name
  if (variable) return `${variable} == 1`
  const lock = sites.find(({ kind, name }) => kind === 'lock' && name !== '')?.name
  return lock ? `${lock.replace('[]', '[0]')}.locked()` : ''
}

/** Whether a longer search could know more. */
const isOpen = ({ value, context: { report } }: ReachFormProps['reach']): boolean =>
  value === 'ended' && report !== null && report.goal === null && !report.extent.complete

function Wrong({ problem }: { problem: Problem }) {
  return (
    <p>
      {problem.at ? <span className="soft">{problem.at}: </span> : null}
      <Words text={problem.what} />; <Words text={problem.try} />.
    </p>
  )
}

function Answer({ reach, onCancel, onReplay }: Pick<ReachFormProps, 'reach' | 'onReplay'> & { onCancel: () => void }) {
  const { report, broken, old, progress, scope } = reach.context
  if (broken) return <p className="bad">{broken}</p>
  if (reach.value === 'searching') {
    return (
      <p className="reach-yes">
        <span className="soft grow">Searching… {progress ? counted(progress.states, 'state') : ''}</span>
        {scope === 'whole' ? (
          <button type="button" className="replay" aria-label="Cancel the search for this" onClick={onCancel}>
            Cancel
          </button>
        ) : null}
      </p>
    )
  }
  if (!report || old) return null
  if (report.goal) {
    return (
      <p className="reach-yes">
        <span className="grow">
          <strong>Yes</strong>, after {counted(report.goal.steps, 'step')}.
        </span>
        <Replay what="the way there" schedule={report.goal.schedule} onReplay={onReplay} />
      </p>
    )
  }
  const { answer, raised } = notReachedWords(report)
  return (
    <p>
      <strong>{answer}</strong> {isOpen(reach) ? 'Enter searches on. ' : null}
      {raised === '' ? null : <>{raised} </>}
      <span className="soft">{extentWords(report)}</span>
    </p>
  )
}
