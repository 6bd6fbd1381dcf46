import { deadlock } from './deadlock'
import type { Lesson } from './lesson'

/** The lessons that come with the lab, by number. */
export const library: readonly Lesson[] = [deadlock]
