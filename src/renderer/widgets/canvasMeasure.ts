import type { TextMeasure } from '../../core/scenes/look/textMeasure'

const widths = new Map<string, number>()
const context = document.createElement('canvas').getContext('2d')
// widths measured before the fonts are there would clip labels: forget them then
void document.fonts.ready.then(() => widths.clear())

/** The width of a label in the window's own font, in CSS pixels. */
export const canvasMeasure: TextMeasure = (text, size) => {
  const key = `${size} ${text}`
  const known = widths.get(key)
  if (known !== undefined) return known
  if (!context) return text.length * size
  context.font = `600 ${size}px 'Atkinson Hyperlegible Next Variable', system-ui, sans-serif`
  const width = context.measureText(text).width
  // labels repeat; texts that do not are few in one view
  if (widths.size > 5000) widths.clear()
  widths.set(key, width)
  return width
}
