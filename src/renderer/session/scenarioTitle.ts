/** What a program says about itself: the first sentence of its docstring; empty when it has none. */
export function scenarioTitle(text: string): string {
  const docstring = /^\s*(?:"""|''')([\s\S]*?)(?:"""|''')/.exec(text)?.[1] ?? ''
  return /^[^.\n]*/.exec(docstring.trim())?.[0] ?? ''
}
