import { useState } from 'react'
import type { Theme } from '../../core/scenes/look/tokens'
import { threadId } from '../../core/trace/ids'
import type { SchedulerName } from '../session/model'
import { Icon } from '../widgets/Icon'
import { ThreadChip } from './ThreadChip'

interface ScheduleStripProps {
  readonly steps: readonly string[]
  readonly position: number
  readonly scheduler: SchedulerName
  readonly seed: number
  readonly theme: Theme
  readonly canRedo: boolean
  readonly onSeek: (position: number) => void
  readonly onSchedule: (text: string) => void
  readonly onScheduler: (scheduler: SchedulerName, seed: number) => void
  readonly onReset: () => void
  readonly onRedo: () => void
}

/** The steps taken so far, one chip each (press one to go there), the text to copy or paste, and who chooses when it plays. */
export function ScheduleStrip(props: ScheduleStripProps) {
  const { steps, position, scheduler, seed, theme } = props
  const [pasting, setPasting] = useState<string | null>(null)
  const text = steps.join(' ')
  return (
    <section className="schedule" data-testid="scheduler" aria-label="Schedule">
      <strong className="word">Schedule</strong>
      {pasting === null ? (
        <>
          <Chips steps={steps} position={position} theme={theme} onSeek={props.onSeek} />
          <span className="grow" />
          <button
            type="button"
            className="quiet"
            aria-label="Copy"
            title="Copy the schedule as text"
            disabled={steps.length === 0}
            onClick={() => void navigator.clipboard.writeText(text)}
          >
            <Icon name="copy" /> <span className="word">Copy</span>
          </button>
          <button type="button" className="quiet" title="Type or paste a schedule and run it" onClick={() => setPasting(text)}>
            Paste…
          </button>
        </>
      ) : (
        <form
          className="paste"
          onSubmit={(event) => {
            event.preventDefault()
            props.onSchedule(pasting)
            setPasting(null)
          }}
        >
          <input
            ref={focusOnce}
            aria-label="Schedule: thread numbers separated by blanks"
            placeholder="1 2 1 2"
            value={pasting}
            onChange={(event) => setPasting(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setPasting(null)
            }}
          />
          <button type="submit" className="primary">
            Run it
          </button>
          <button type="button" onClick={() => setPasting(null)}>
            Cancel
          </button>
        </form>
      )}
      <button
        type="button"
        className="quiet"
        disabled={!props.canRedo}
        title="Bring back the steps that your last choice cut off (Ctrl+Shift+Z)"
        onClick={props.onRedo}
      >
        Redo
      </button>
      <button type="button" className="quiet" disabled={steps.length === 0} title="Forget all steps and begin again (R)" onClick={props.onReset}>
        Reset
      </button>
      <label>
        <span className="visually-hidden">Who chooses when it plays</span>
        <select
          value={scheduler}
          title="Who chooses when it plays"
          onChange={(event) => props.onScheduler(event.target.value === 'random' ? 'random' : 'round-robin', seed)}
        >
          <option value="round-robin">Play: threads in turn</option>
          <option value="random">Play: at random</option>
        </select>
      </label>
      {scheduler === 'random' ? (
        <label>
          <span className="visually-hidden">Seed</span>
          <input
            className="seed"
            type="number"
            min={0}
            max={999999}
            title="Seed: the same number makes the same choices"
            value={seed}
            onChange={(event) => props.onScheduler('random', Math.max(0, Math.trunc(Number(event.target.value) || 0)))}
          />
        </label>
      ) : null}
    </section>
  )
}

/** The field was asked for by a press: typing goes there at once. */
const focusOnce = (input: HTMLInputElement | null): void => input?.focus()

// more chips than this would cost more to draw than anybody reads; the text holds all of them
const mostChips = 400

function Chips({ steps, position, theme, onSeek }: { steps: readonly string[]; position: number; theme: Theme; onSeek: (position: number) => void }) {
  const from = Math.max(0, Math.min(position - mostChips / 2, steps.length - mostChips))
  const shown = steps.slice(from, from + mostChips)
  if (steps.length === 0) return <span className="soft">No steps yet: press Step on a thread.</span>
  return (
    <ol className="chips" aria-label={`${steps.length} steps`}>
      {shown.map((step, index) => {
        const number = from + index + 1
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place in the schedule
          <li key={number}>
            <button
              type="button"
              className={number === position ? 'step-chip here' : 'step-chip'}
              aria-label={`Step ${number}: thread ${step}`}
              aria-current={number === position ? 'step' : undefined}
              ref={(element) => {
                if (number === position) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
              }}
              onClick={() => onSeek(number)}
            >
              <ThreadChip thread={threadId(Number.parseInt(step, 10))} theme={theme} isHollow={number > position} />
            </button>
          </li>
        )
      })}
    </ol>
  )
}
