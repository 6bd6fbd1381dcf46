/** Runs work some times and prints the median of its milliseconds, or of the number that it returns. */
export type Measure = (
  label: string,
  work: () => number | void | Promise<number | void>,
  options?: { readonly runs?: number; readonly unit?: string }
) => Promise<void>
