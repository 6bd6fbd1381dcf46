/** A heading and its rows in columns, after an empty line; nothing at all without rows. */
export function section(title: string, rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, column) => Math.max(all[column] ?? 0, cell.length)).concat(all.slice(row.length)), [])
  return ['', title, ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(column < row.length - 1 ? (widths[column] ?? 0) : 0)).join('  ')}`)]
}
