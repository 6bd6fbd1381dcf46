import { type EventColumns, type GrowingColumns, growingColumns } from '../../core/trace/columns'

/** Rows of many threads on their way into the order of time. */
export interface Reorder {
  /** Rows that have come, in any order; `at` is the tracer's clock. */
  readonly rows: GrowingColumns
  /** Takes out the rows up to a time; `tell` hears them in order, rows of one time in the order in which they came. */
  take(until: number, tell: (rows: EventColumns, row: number) => void): void
}

/** Starts an empty store. */
export function reorder(): Reorder {
  let rows = growingColumns()
  return {
    get rows() {
      return rows
    },
    take(until, tell) {
      if (rows.length === 0) return
      const view = rows.view()
      const order = Array.from({ length: view.length }, (_, row) => row)
      // an array's own sort finds the runs that each thread's rows are, a typed array's does not
      if (!isSorted(view.at)) order.sort((a, b) => (view.at[a] ?? 0) - (view.at[b] ?? 0) || a - b)
      rows = growingColumns(Math.max(256, view.length))
      for (const row of order) {
        if ((view.at[row] ?? 0) <= until) tell(view, row)
        else keep(view, row, rows)
      }
    }
  }
}

function isSorted(times: Float64Array): boolean {
  for (let row = 1; row < times.length; row++) if ((times[row] ?? 0) < (times[row - 1] ?? 0)) return false
  return true
}

function keep({ type, at, thread, object, line, value, texts }: EventColumns, row: number, rows: GrowingColumns): void {
  rows.push(type[row] ?? 0, at[row] ?? 0, thread[row] ?? 0, object[row] ?? 0, line[row] ?? 0, value[row] ?? 0, texts.get(row) ?? null)
}
