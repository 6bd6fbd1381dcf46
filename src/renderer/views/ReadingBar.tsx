import type { Reading } from '../session/sessionState'

/** A large file is being read: how far, and the way to stop it. */
export function ReadingBar({ reading, onCancel }: { reading: Reading; onCancel: () => void }) {
  const { name, bytes, share } = reading
  return (
    <div className="banner reading" role="status" data-testid="reading">
      <span className="grow">
        Reading <strong>{name}</strong>, {Math.max(1, Math.round(bytes / 1e6)).toLocaleString('en')} MB
      </span>
      <progress aria-label={`Reading ${name}`} value={share} max={1} />
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}
