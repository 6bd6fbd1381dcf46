import { glyphPaths } from '../../core/scenes/look/glyphPaths'
import type { GlyphName } from '../../core/scenes/shape'

const made = new Map<GlyphName, Path2D>()

/** The path of a glyph on a canvas, made once. */
export function glyphPath(name: GlyphName): Path2D {
  const known = made.get(name) ?? new Path2D(glyphPaths[name].path)
  made.set(name, known)
  return known
}
