import { useMemo } from 'react'
import { isModel } from '../../core/notation/compileFile'
import { readableOn } from '../../core/scenes/look/contrast'
import { threadLook } from '../../core/scenes/look/threadLook'
import type { Theme } from '../../core/scenes/look/tokens'
import type { ThreadId } from '../../core/trace/ids'
import { type SessionState, shownTrace } from '../session/sessionState'
import { CodeEditor } from '../widgets/CodeEditor'
import type { LineMark } from '../widgets/lineMarks'
import { Parameters } from './Parameters'
import { type ThreadCardData, Words } from './ThreadCard'

interface ProgramPanelProps {
  readonly state: SessionState
  readonly cards: readonly ThreadCardData[]
  /** Who moved last; its line is scrolled into view. */
  readonly mover: ThreadId | null
  readonly theme: Theme
  readonly onEdit: (text: string) => void
  readonly onRevert: () => void
  readonly onParameter: (name: string, literal: string) => void
}

const noProblems: readonly never[] = []

/** The program: its text with the threads beside their lines, its parameters, and what is wrong with it. */
export function ProgramPanel({ state, cards, mover, theme, onEdit, onRevert, onParameter }: ProgramPanelProps) {
  const { file, source, original, problems, parameters, set, opened } = state
  // lines of another text than the one that ran would be marked wrongly
  const isThisText = shownTrace(state)?.header.program?.text === source
  const marks = useMemo(
    () => (isThisText ? cards.filter((card) => card.state !== 'finished' && card.line > 0).map((card) => lineMark(card, theme, card.id === mover)) : []),
    [cards, theme, mover, isThisText]
  )
  // a real Python runs what the lab's own engines cannot
  const matter = state.engine !== 'python'
  const underlined = useMemo(
    () => (matter ? problems.map(({ span, what, try: hint }) => ({ ...span, message: `${what} Try: ${hint}` })) : noProblems),
    [problems, matter]
  )
  return (
    <section className="panel program" data-testid="program" aria-label="Program">
      <div className="panel-head">
        <h2>{file || 'Program'}</h2>
        {opened ? null : <Parameters parameters={parameters} set={set} onSet={onParameter} />}
        <span className="grow" />
        {source !== original && !opened ? (
          <button type="button" className="quiet" title="Back to the text as it was opened" onClick={onRevert}>
            Revert
          </button>
        ) : null}
      </div>
      <CodeEditor
        text={source}
        label={`Program ${file}`}
        language={isModel(file) ? 'notation' : 'python'}
        marks={marks}
        problems={underlined}
        readOnly={opened !== null}
        onChange={onEdit}
      />
      {problems.length > 0 && !opened ? <Problems problems={problems} matter={matter} /> : null}
    </section>
  )
}

interface ProblemsProps {
  readonly problems: SessionState['problems']
  /** Whether the chosen engine is one that they keep from running the program. */
  readonly matter: boolean
}

function Problems({ problems, matter }: ProblemsProps) {
  const list = (
    <ul className="problems" aria-label="Problems">
      {problems.map((problem) => (
        <li key={`${problem.span.line} ${problem.span.column} ${problem.what}`}>
          <strong className="bad">{problem.span.line > 0 ? `Line ${problem.span.line}` : 'Parameters'}:</strong> <Words text={problem.what} />.{' '}
          <span className="soft">
            Try: <Words text={problem.try} />.
          </span>
        </li>
      ))}
    </ul>
  )
  if (matter) return list
  return (
    <details className="outside">
      <summary>By hand and on real threads this does not run: {problems.length === 1 ? 'one problem' : `${problems.length} problems`}</summary>
      {list}
    </details>
  )
}

function lineMark(card: ThreadCardData, theme: Theme, current: boolean): LineMark {
  const look = threadLook(card.id)
  const color = theme.threads[look.color] ?? theme.ink.edge
  return { line: card.line, name: look.number, title: `${card.name} is here`, color, ink: readableOn(color), current }
}
