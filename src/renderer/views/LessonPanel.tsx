import type { SnapshotFrom } from 'xstate'
import { grade } from '../../core/lessons/grade'
import type { CheckItem, Lesson, Question } from '../../core/lessons/lesson'
import { type GivenAnswer, type LessonEvent, type lessonMachine, type Stage, stages } from '../../core/lessons/lessonMachine'
import { Icon } from '../widgets/Icon'

interface LessonPanelProps {
  readonly snapshot: SnapshotFrom<typeof lessonMachine>
  readonly send: (event: LessonEvent) => void
}

const titles: Record<Stage, string> = {
  intro: 'Introduction',
  predict: 'Predict',
  run: 'Run',
  observe: 'Observe',
  explain: 'Explain',
  check: 'Check',
  done: 'Done'
}

/** The lesson's card for its present stage, with the way forward and back. */
export function LessonPanel({ snapshot, send }: LessonPanelProps) {
  const stage = snapshot.value
  const lesson = snapshot.context.lesson
  const number = stages.indexOf(stage) + 1
  return (
    <section className="panel lesson" data-testid="lesson" aria-label={`Lesson ${lesson.number}: ${lesson.title}, ${titles[stage]}`}>
      <header>
        <h2>{titles[stage]}</h2>
        <span className="soft grow">
          {number} of {stages.length}
        </span>
        <StageDots stage={stage} />
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard */}
      <div className="lesson-body" aria-live="polite" tabIndex={0}>
        <StageCard stage={stage} snapshot={snapshot} send={send} />
      </div>
      <footer className="lesson-foot">
        <button type="button" disabled={stage === 'intro'} onClick={() => send({ type: 'back' })}>
          Back
        </button>
        {stage === 'predict' && snapshot.context.prediction === null ? (
          <button type="button" onClick={() => send({ type: 'skip' })}>
            Skip the prediction
          </button>
        ) : (
          <button
            type="button"
            className={stage === 'run' ? '' : 'primary'}
            disabled={stage === 'done' || !snapshot.can({ type: 'next' })}
            onClick={() => send({ type: 'next' })}
          >
            Next
          </button>
        )}
      </footer>
    </section>
  )
}

function StageDots({ stage }: { stage: Stage }) {
  return (
    <span className="stage-dots" aria-hidden="true">
      {stages.map((each) => (
        <i key={each} className={each === stage ? 'here' : ''} />
      ))}
    </span>
  )
}

function StageCard({ stage, snapshot, send }: LessonPanelProps & { stage: Stage }) {
  const { lesson, prediction, seen, explanation, checks } = snapshot.context
  switch (stage) {
    case 'intro':
      return <Intro lesson={lesson} />
    case 'predict':
      return (
        <Ask
          question={lesson.predict}
          given={typeof prediction === 'number' ? prediction : null}
          reveal={false}
          onAnswer={(option) => send({ type: 'predict', option })}
        />
      )
    case 'run':
      return (
        <>
          <p>{lesson.run.ask}</p>
          <p className="soft">{lesson.run.hint}</p>
        </>
      )
    case 'observe':
      return <Observe lesson={lesson} prediction={prediction} seen={seen} />
    case 'explain':
      return <Ask question={lesson.explain} given={explanation?.last ?? null} reveal onAnswer={(option) => send({ type: 'explain', option })} />
    case 'check':
      return lesson.check.map((item, index) => (
        <Check
          key={item.ask}
          number={index + 1}
          item={item}
          given={checks[index] ?? null}
          onAnswer={(option) => send({ type: 'answer', item: index, option })}
        />
      ))
    case 'done':
      return <Done lesson={lesson} checks={checks} />
  }
}

function Intro({ lesson }: { lesson: Lesson }) {
  return (
    <>
      {lesson.intro.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <dl className="terms">
        {lesson.terms.map(({ term, meaning }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

interface AskProps {
  readonly question: Question
  readonly given: number | null
  /** Whether the answer is judged at once; a prediction is not. */
  readonly reveal: boolean
  readonly onAnswer: (option: number) => void
}

function Ask({ question, given, reveal, onAnswer }: AskProps) {
  const chosen = given === null ? null : (question.options[given] ?? null)
  return (
    <div className="ask">
      <p className="question">{question.ask}</p>
      <div className="options" role="group" aria-label={question.ask}>
        {question.options.map((option, index) => (
          <button key={option.text} type="button" className="option" aria-pressed={given === index} onClick={() => onAnswer(index)}>
            {option.text}
          </button>
        ))}
      </div>
      {reveal && chosen ? <Verdict right={chosen.right} why={chosen.why} /> : null}
    </div>
  )
}

function Verdict({ right, why }: { right: boolean; why: string }) {
  return (
    <p className="verdict">
      <strong className={right ? 'good' : ''}>
        {right ? <Icon name="check" /> : null} {right ? 'Yes.' : 'Not quite.'}
      </strong>{' '}
      {why}
    </p>
  )
}

const outcomeWords = { deadlock: 'the threads got stuck', finished: 'both finished', failed: 'a thread failed' } as const

function Observe({ lesson, prediction, seen }: { lesson: Lesson; prediction: number | 'skipped' | null; seen: readonly (keyof Lesson['observe'])[] }) {
  const predicted = typeof prediction === 'number' ? lesson.predict.options[prediction] : null
  const latest = seen.at(-1)
  return (
    <>
      <dl className="beside">
        <div>
          <dt>You predicted</dt>
          <dd>{predicted?.text ?? 'nothing (skipped)'}</dd>
        </div>
        <div>
          <dt>Seen in your runs</dt>
          <dd>{seen.length > 0 ? seen.map((outcome) => outcomeWords[outcome]).join('; ') : 'nothing yet'}</dd>
        </div>
      </dl>
      {latest ? <p>{lesson.observe[latest]}</p> : null}
      {predicted && seen.length > 0 ? <p className="soft">{predicted.why}</p> : null}
    </>
  )
}

interface CheckProps {
  readonly number: number
  readonly item: CheckItem
  readonly given: GivenAnswer | true | null
  readonly onAnswer: (option: number) => void
}

function Check({ number, item, given, onAnswer }: CheckProps) {
  if (item.kind === 'question') {
    return <Ask question={{ ...item, ask: `${number}. ${item.ask}` }} given={given === null || given === true ? null : given.last} reveal onAnswer={onAnswer} />
  }
  return (
    <div className="ask">
      <p className="question">
        {number}. {item.ask}
      </p>
      {given === true ? <Verdict right why="Your run shows it." /> : <p className="soft">{item.hint}</p>}
    </div>
  )
}

function Done({ lesson, checks }: { lesson: Lesson; checks: readonly (GivenAnswer | true | null)[] }) {
  const { right, of } = grade(lesson, checks)
  return (
    <>
      {lesson.summary.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p>
        Check: <strong>{right}</strong> of {of} right at the first try.
      </p>
    </>
  )
}
