import { type ReactNode, useMemo, useState } from 'react'
import type { Report } from '../../../core/explorer/report'
import { extentWords } from '../../../core/scenes/orders/extentWords'
import { progressSvg } from '../../../core/scenes/orders/orderFigures'
import type { Theme } from '../../../core/scenes/look/tokens'
import { type ThreadId, threadId } from '../../../core/trace/ids'
import type { Model } from '../../session/model'
import { type Course, courseOf, progressPicture, usualPair } from '../../session/progressPicture'
import { ProgressGraph } from './ProgressGraph'

interface ProgressPanelProps {
  /** The panel's name, or the choice of what stands in its place. */
  readonly heading: ReactNode
  /** The stepped run; null when a real one is on screen. */
  readonly model: Model | null
  /** Null while nothing was found. */
  readonly report: Report | null
  /** Why nothing is told yet; '' when it is. */
  readonly hidden: string
  readonly cursor: number
  readonly theme: Theme
  readonly height: number
  readonly onSeek: (step: number) => void
  /** The program's name, for the figure. */
  readonly title: string
  readonly onSave: (svg: string) => void
}

// a hundred steps against a hundred: beyond this a block is a hair, and each step of the run would be felt
const mostCells = 10_000

/** Why there is no picture. */
function absence(model: Model | null, tooLarge: boolean): string {
  if (!model) return 'This picture follows the run that is stepped by hand.'
  if (tooLarge) return 'These threads take more steps than a picture can show; smaller parameters make a smaller one.'
  return 'This picture needs two threads that take steps, and an order in which all end.'
}

/** The progress graph's region: which two threads, and the picture or why there is none. */
export function ProgressPanel({ heading, model, report, hidden, cursor, theme, height, onSeek, title, onSave }: ProgressPanelProps) {
  const program = model?.program
  // oxlint-disable-next-line react/exhaustive-deps -- the course depends on the program and on what was found, not on the steps taken since
  const course = useMemo(() => (model && report ? courseOf(model, report) : null), [program, report])
  const [chosen, choose] = useState<readonly [ThreadId, ThreadId] | null>(null)
  const known = chosen?.every((thread) => course?.walkers.some((walker) => walker.thread === thread)) ? chosen : null
  const pair = useMemo(() => known ?? (course ? usualPair(course) : null), [known, course])
  const picture = useMemo(() => (course && pair && model ? progressPicture(course, pair, model.steps, cursor) : null), [course, pair, model, cursor])
  const tooLarge = picture !== null && picture.across.steps * picture.up.steps > mostCells
  return (
    <section className="panel timeline" data-testid="progress" aria-label="Progress graph" style={{ flexBasis: height, flexGrow: 0, flexShrink: 0 }}>
      <div className="timeline-bar">
        {heading}
        <span className="grow" />
        {course && pair && course.walkers.length > 2 && !hidden ? <Pair course={course} pair={pair} onPair={choose} /> : null}
        <button
          type="button"
          className="quiet"
          disabled={!picture || !report || tooLarge || hidden !== ''}
          title="Export this picture as SVG"
          onClick={() => picture && report && onSave(progressSvg(picture, { title, words: extentWords(report) }))}
        >
          Export
        </button>
      </div>
      {picture && !tooLarge && !hidden ? (
        <ProgressGraph picture={picture} theme={theme} onSeek={onSeek} />
      ) : (
        <p className="empty">{hidden || absence(model, tooLarge)}</p>
      )}
    </section>
  )
}

interface PairProps {
  readonly course: Course
  readonly pair: readonly [ThreadId, ThreadId]
  readonly onPair: (pair: readonly [ThreadId, ThreadId]) => void
}

function Pair({ course, pair: [across, up], onPair }: PairProps) {
  const threads = (without: ThreadId) => course.walkers.filter(({ thread }) => thread !== without)
  return (
    <>
      <label>
        Right{' '}
        <select value={across} onChange={(event) => onPair([threadId(Number(event.target.value)), up])}>
          <Options walkers={threads(up)} />
        </select>
      </label>
      <label>
        Up{' '}
        <select value={up} onChange={(event) => onPair([across, threadId(Number(event.target.value))])}>
          <Options walkers={threads(across)} />
        </select>
      </label>
    </>
  )
}

const Options = ({ walkers }: { walkers: Course['walkers'] }) =>
  walkers.map(({ thread, name }) => (
    <option key={thread} value={thread}>
      {name}
    </option>
  ))
