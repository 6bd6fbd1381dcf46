import type { Notice } from '../session/sessionState'
import { Icon } from '../widgets/Icon'
import { Words } from './ThreadCard'

/** A problem with what was just asked: where, what, and what to try. Stays until it is put away. */
export function NoticeBanner({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  const { at, what, try: hint } = notice.problem
  return (
    <div className="banner bad" role="alert" data-testid="notice">
      <Icon name="warning" />
      <span className="grow">
        <strong>{at}:</strong> <Words text={sentence(what)} />{' '}
        <span className="soft">
          <Words text={sentence(hint)} />
        </span>
      </span>
      <button type="button" className="quiet" aria-label="Dismiss" onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  )
}

/** Problems come as clauses or as sentences; here they stand one after the other. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`
}

/** A real run can be stepped in the model, and asked what other orders of it come to. */
export function FollowBanner({ onFollow }: { onFollow: () => void }) {
  return (
    <div className="banner" data-testid="follow">
      <Icon name="search" />
      <span className="grow" title="Could another order of this run go wrong?">
        Could another order of this run go wrong?
      </span>
      <button type="button" title="Go the same way in the model, and search where other orders part from it" onClick={onFollow}>
        Ask the model
      </button>
    </div>
  )
}

/** What was found in the run: a deadlock in words, or how it ended. Under the stage, so that it never covers code. */
export function FindingBanner({ text, bad }: { text: string; bad: boolean }) {
  const colon = text.indexOf(': ')
  return (
    <div className={bad ? 'banner bad' : 'banner'} role={bad ? 'alert' : 'status'} data-testid="finding">
      <Icon name={bad ? 'warning' : 'check'} />
      <span className="grow" title={text}>
        <strong>{colon < 0 ? text : text.slice(0, colon)}</strong>
        {colon < 0 ? '' : `: ${text.slice(colon + 2)}`}
      </span>
    </div>
  )
}
