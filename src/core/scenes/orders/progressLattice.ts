/** A stretch of a thread's own steps in which it holds a lock: from behind its `from`-th step until its `to`-th. */
export interface Holding {
  readonly lock: string
  readonly from: number
  readonly to: number
}

/** What two threads do to each other: how many steps each takes in all, and which locks it holds in between. */
export interface Pairing {
  readonly across: { readonly steps: number; readonly holdings: readonly Holding[] }
  readonly up: { readonly steps: number; readonly holdings: readonly Holding[] }
}

/** A block of cells: columns `from` to `to` (exclusive) of the one thread, rows of the other. */
export interface Block {
  readonly lock: string
  readonly column: number
  readonly row: number
  readonly columns: number
  readonly rows: number
}

/** What can be said of each cell: the state in which the one has taken so many steps and the other so many. */
export interface ProgressLattice {
  /** Cells in which both would hold one lock: no run ever gets there. */
  readonly forbidden: readonly Block[]
  /** Cells from which the end of both cannot be reached any more. */
  readonly doomed: readonly Block[]
  /** Cells in which neither can go on. */
  readonly deadlocks: readonly { readonly column: number; readonly row: number }[]
}

/**
 * The progress graph of two threads (Dijkstra's; Coffman, Elphick & Shoshani 1971): a run is a path to the right and up that goes round the blocks which both may
 * not be in. Only locks are looked at: what else makes a thread wait is left out.
 */
export function progressLattice({ across, up }: Pairing): ProgressLattice {
  const forbidden = across.holdings.flatMap((one) =>
    up.holdings
      .filter(({ lock }) => lock === one.lock)
      .map((other) => ({ lock: one.lock, column: one.from, row: other.from, columns: one.to - one.from, rows: other.to - other.from }))
  )
  // each cell is asked four times: blocks are looked at once, and marked
  const marked = new Uint8Array((across.steps + 1) * (up.steps + 1))
  for (const { column, row, columns, rows } of forbidden) {
    for (let at = column; at < Math.min(column + columns, across.steps + 1); at++) {
      marked.fill(1, at * (up.steps + 1) + row, at * (up.steps + 1) + Math.min(row + rows, up.steps + 1))
    }
  }
  const isCell = (column: number, row: number): boolean => column <= across.steps && row <= up.steps && marked[column * (up.steps + 1) + row] !== 1
  const doomed = doomedCells(across.steps, up.steps, isCell)
  const deadlocks = doomed.filter(([column, row]) => !isCell(column + 1, row) && !isCell(column, row + 1)).map(([column, row]) => ({ column, row }))
  return { forbidden, doomed: blocksOf(doomed), deadlocks }
}

type Cell = readonly [column: number, row: number]

/** From the end backwards: a cell is safe when a step leads to a safe one. Of the others those that can be entered from the start. */
function doomedCells(columns: number, rows: number, isCell: (column: number, row: number) => boolean): Cell[] {
  const key = (column: number, row: number): number => column * (rows + 1) + row
  const safe = new Set<number>()
  for (let column = columns; column >= 0; column--) {
    for (let row = rows; row >= 0; row--) {
      const goesOn = (column === columns && row === rows) || safe.has(key(column + 1, row)) || (row < rows && safe.has(key(column, row + 1)))
      if (isCell(column, row) && goesOn) safe.add(key(column, row))
    }
  }
  const doomed: Cell[] = []
  const entered = new Set<number>()
  for (let column = 0; column <= columns; column++) {
    for (let row = 0; row <= rows; row++) {
      const comes = (column === 0 && row === 0) || (column > 0 && entered.has(key(column - 1, row))) || (row > 0 && entered.has(key(column, row - 1)))
      if (!comes || !isCell(column, row)) continue
      entered.add(key(column, row))
      if (!safe.has(key(column, row))) doomed.push([column, row])
    }
  }
  return doomed
}

/** Cells as few blocks: runs of a column, joined where neighbouring columns have the same run. */
function blocksOf(cells: readonly Cell[]): Block[] {
  const blocks: { lock: string; column: number; row: number; columns: number; rows: number }[] = []
  for (const [column, row] of cells) {
    const last = blocks.at(-1)
    if (last && last.column === column && last.row + last.rows === row) last.rows++
    else blocks.push({ lock: '', column, row, columns: 1, rows: 1 })
  }
  return blocks.reduce<typeof blocks>((joined, block) => {
    const before = joined.find((each) => each.column + each.columns === block.column && each.row === block.row && each.rows === block.rows)
    if (before) before.columns++
    else joined.push(block)
    return joined
  }, [])
}
