/** Ends every switch over a union: a new member that nobody speaks of does not compile, and one that slips through at run time is our bug. */
export function never(value: never): never {
  throw new Error(`unexpected: ${JSON.stringify(value)}`)
}
