import { numberOf } from '../../core/scenes/look/textMeasure'
import { stateLooks } from '../../core/scenes/look/stateLook'
import { isFilled, type Theme } from '../../core/scenes/look/tokens'
import type { ThreadState } from '../../core/analysis/threadState'
import type { ThreadId } from '../../core/trace/ids'
import { ThreadChip } from './ThreadChip'

/** A thread at the time cursor, in words. */
export interface ThreadCardData {
  readonly id: ThreadId
  readonly name: string
  readonly state: ThreadState
  readonly line: number
  /** The text of its line. */
  readonly code: string
  /** What it does next, or why it cannot: ``waits for `lock_b`, held by transfer-2``. */
  readonly words: string
  /** What each way of its step does, where there are several. */
  readonly ways: readonly string[]
  /** Whether it can take a step; null where nobody can be stepped (recorded runs). */
  readonly canStep: boolean | null
}

interface ThreadCardProps {
  readonly card: ThreadCardData
  readonly theme: Theme
  /** `way` is one of the card's ways, by place; without it the first, or the one that was taken before. */
  readonly onStep: (thread: ThreadId, way?: number) => void
}

/** One thread: state, line, reason, and its Step button when it can be stepped by hand; where the step can go several ways, a button for each. */
export function ThreadCard({ card, theme, onStep }: ThreadCardProps) {
  const reason = `reason-${card.id}`
  return (
    <article className={`card ${card.state}`} data-testid={`card-T${card.id}`} aria-label={`Thread ${card.id}, ${card.name}: ${stateLooks[card.state].word}`}>
      <header>
        <ThreadChip thread={card.id} theme={theme} />
        <CardName name={card.name} />
        <StateWord state={card.state} />
        <span className="grow" />
        {card.canStep === null ? null : (
          <button
            type="button"
            className="step"
            disabled={!card.canStep}
            aria-describedby={reason}
            title={card.canStep ? `Step this thread (key ${card.id})` : card.words}
            onClick={() => onStep(card.id)}
          >
            Step <kbd>{card.id}</kbd>
          </button>
        )}
      </header>
      <div className="card-body">
        <div className="card-line mono">
          <span className="soft card-number">{card.line > 0 ? card.line : ''}</span>
          <span className="card-code">{card.code || ' '}</span>
        </div>
        <p id={reason} className="card-words">
          <Words text={card.words} />
        </p>
      </div>
      {card.ways.length > 0 ? (
        <div className="ways" role="group" aria-label={`Ways of the step of ${card.name}`}>
          {card.ways.map((words, way) => (
            // oxlint-disable-next-line react/no-array-index-key -- the way is its place
            <button key={way} type="button" className="way" onClick={() => onStep(card.id, way)}>
              {words}
            </button>
          ))}
        </div>
      ) : null}
    </article>
  )
}

/** Where there is no room for all of a name it is cut before its number. */
function CardName({ name }: { name: string }) {
  const number = numberOf(name)
  return (
    <strong className="card-name" title={name}>
      <span>{name.slice(0, name.length - number.length)}</span>
      {number}
    </strong>
  )
}

/** Text in which names between backticks are set as code. */
export function Words({ text }: { text: string }) {
  // oxlint-disable-next-line react/no-array-index-key -- pieces of one sentence, in order
  return text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : <span key={index}>{piece}</span>))
}

/** A state's word with its fill, so that colour is never alone. */
function StateWord({ state }: { state: ThreadState }) {
  return (
    <span className="state-word">
      <i
        className={`swatch ${stateLooks[state].pattern}`}
        style={!isFilled(state) ? {} : { backgroundColor: `var(--state-${state})`, borderColor: `var(--edge-${state})` }}
      />
      {stateLooks[state].word}
    </span>
  )
}
