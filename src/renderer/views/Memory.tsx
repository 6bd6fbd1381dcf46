import type { Theme } from '../../core/scenes/look/tokens'
import type { ThreadId } from '../../core/trace/ids'
import { ThreadChip } from './ThreadChip'

/** A shared variable or lock as it is at the time cursor. */
export interface MemoryRow {
  readonly name: string
  readonly value: string
  /** Who wrote it last; null before anybody did. */
  readonly writer: ThreadId | null
  /** Events were dropped since this was written. */
  readonly stale: boolean
  /** Written by the last step, or by the last event of a recorded run. */
  readonly changed: boolean
}

/** Shared memory: each variable, its value, and who wrote it last. */
export function Memory({ rows, theme, note }: { rows: readonly MemoryRow[]; theme: Theme; note: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <section className="panel memory" data-testid="memory" aria-label="Shared memory" tabIndex={rows.length > 0 ? 0 : undefined}>
      <header>
        <h2>Shared memory</h2>
      </header>
      {rows.length === 0 ? <p className="soft">{note}</p> : null}
      <table>
        <caption className="visually-hidden">Shared variables, their values and who wrote them last</caption>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" className="mono" title={row.name}>
                {row.name}
              </th>
              <td className="mono value" key={row.value} title={row.value}>
                <span className={row.changed ? 'tint changed' : 'tint'}>{row.value}</span>
                {row.stale ? (
                  <span className="soft" title="Events were dropped since: it may hold something else by now">
                    {' '}
                    (old)
                  </span>
                ) : null}
              </td>
              <td>{row.writer === null ? <span className="soft">–</span> : <ThreadChip thread={row.writer} theme={theme} title="last writer" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
