/** The width in pixels of a text at a font size; on screen it comes from the canvas, after the fonts are loaded. */
export type TextMeasure = (text: string, size: number) => number

// advance widths in thousandths of the font size of Helvetica, from its published metrics; Arial and Liberation Sans share them. Index: character code - 32.
const advances = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584,
  556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278,
  469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260,
  334, 584
]

/** Widths where no font is at hand (files, command line): a little wide, so that what is found to fit does fit in the fonts a viewer may have. */
export const fixedMeasure: TextMeasure = (text, size) => {
  let sum = 0
  for (const character of text) sum += advances[(character.codePointAt(0) ?? 0) - 32] ?? 800
  return Math.round(((sum * size) / 1000) * 1.12 * 10) / 10
}

/** Font names of exported figures, in order of preference; none is embedded. */
export const figureFonts = "'Atkinson Hyperlegible Next', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

/** The text, or its beginning with an ellipsis, or null when not even three characters fit in `room` pixels. */
export function fitted(text: string, size: number, room: number, measure: TextMeasure): string | null {
  if (measure(text, size) <= room) return text
  for (let length = text.length - 1; length >= 3; length--) {
    const short = `${text.slice(0, length).trimEnd()}…`
    if (measure(short, size) <= room) return short
  }
  return null
}

/** The number at a name's end, which tells `worker-1` from `worker-2`; '' where there is none. */
export const numberOf = (name: string): string => /[-_ ]?\d+([-_.]\d+)*$/.exec(name)?.[0] ?? ''

/** A name in `room` pixels, shortened before the number at its end; null when nothing of it fits. */
export function fittedName(name: string, size: number, room: number, measure: TextMeasure): string | null {
  const number = numberOf(name)
  if (number === '' || measure(name, size) <= room) return fitted(name, size, room, measure)
  for (let length = name.length - number.length - 1; length >= 3; length--) {
    const short = `${name.slice(0, length).trimEnd()}…${number}`
    if (measure(short, size) <= room) return short
  }
  return fitted(name, size, room, measure)
}
