/** The contrast ratio of two `#RRGGBB` colours, 1 to 21, after WCAG 2.2. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** Black or white, whichever reads better on a fill: at least 4.6 to 1 on every thread colour. */
export const readableOn = (fill: string): '#000000' | '#FFFFFF' => (contrast(fill, '#000000') >= contrast(fill, '#FFFFFF') ? '#000000' : '#FFFFFF')

/** Relative luminance of a `#RRGGBB` colour, 0 to 1, after WCAG 2.2. */
function luminance(color: string): number {
  const [red, green, blue] = linearRgb(color)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The red, green and blue of a `#RRGGBB` colour as light, 0 to 1 each. */
export function linearRgb(color: string): [number, number, number] {
  const channel = (from: number): number => {
    const value = Number.parseInt(color.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}
