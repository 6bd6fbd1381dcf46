import { z } from 'zod'

const rectangle = z.strictObject({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })
/** A place on the screens, in device-independent pixels. */
export type Rectangle = z.output<typeof rectangle>

/** Where the window stood when it was last closed. */
export const windowPlaceSchema = z.strictObject({ bounds: rectangle.nullable(), maximized: z.boolean() })
/** Where the window stood, and whether it filled the screen. */
export type WindowPlace = z.output<typeof windowPlaceSchema>

/** The first start: the size that the screens are designed for, in the middle. */
export const firstPlace: WindowPlace = { bounds: null, maximized: false }
/** Below this the regions of the window no longer fit. */
export const smallest = { width: 960, height: 600 }
const preferred = { width: 1440, height: 900 }

/**
 * Where the window goes, given where it stood and the work areas of the screens that are there now, the main one first: where it stood when a person can
 * reach it there; else centred on the main screen.
 */
export function reachableBounds(saved: Rectangle | null, screens: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  if (saved && screens.some((screen) => isReachable(saved, screen))) return saved
  const [main] = screens
  const width = Math.min(Math.max(saved?.width ?? preferred.width, smallest.width), main.width)
  const height = Math.min(Math.max(saved?.height ?? preferred.height, smallest.height), main.height)
  return { x: main.x + Math.round((main.width - width) / 2), y: main.y + Math.round((main.height - height) / 2), width, height }
}

// 120 by 32 pixels of the title bar are enough to take hold of a window and drag it
function isReachable(window: Rectangle, screen: Rectangle): boolean {
  const across = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const down = Math.min(window.y + 32, screen.y + screen.height) - Math.max(window.y, screen.y)
  return across >= 120 && down >= 32 && window.width <= screen.width + 16 && window.height <= screen.height + 16
}
