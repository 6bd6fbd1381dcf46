import { plainText } from '../../core/scenes/plainText'

/** Names that are longer would push everything else out of sight. */
const longest = 60

/** A cell as one line that cannot steer a terminal. */
function shown(cell: string, isCut: boolean): string {
  const plain = plainText(cell)
  return isCut && plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain
}

/** A heading and its rows in columns, after an empty line; nothing at all without rows. The last column may be as long as it likes. */
export function section(title: string, cells: readonly (readonly string[])[]): string[] {
  if (cells.length === 0) return []
  const rows = cells.map((row) => row.map((cell, column) => shown(cell, column < row.length - 1)))
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, column) => Math.max(all[column] ?? 0, cell.length)).concat(all.slice(row.length)), [])
  return ['', title, ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(column < row.length - 1 ? (widths[column] ?? 0) : 0)).join('  ')}`)]
}
