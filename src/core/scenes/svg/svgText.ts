/** Text made safe for SVG, in elements and in attributes; characters that XML forbids become a replacement sign. */
export const escaped = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A measure with at most two decimals, so that pictures are small and the same bytes everywhere. */
export const number = (value: number): string => String(Math.round(value * 100) / 100 + 0)

/** Attributes in the order given; those that are null are left out. */
const attributes = (entries: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(entries)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${typeof value === 'number' ? number(value) : escaped(value ?? '')}"`)
    .join('')

/** An element; with a title for people who point at it or have it read out. */
export function element(name: string, entries: Readonly<Record<string, string | number | null>>, title = '', inner = ''): string {
  const content = (title === '' ? '' : `<title>${escaped(title)}</title>`) + inner
  return content === '' ? `<${name}${attributes(entries)}/>` : `<${name}${attributes(entries)}>${content}</${name}>`
}
