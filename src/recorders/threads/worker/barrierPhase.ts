/*
 * A barrier goes round as CPython's: it fills; the last to arrive calls the action while nobody else gets at the barrier; then it drains, and whoever comes
 * back too early is kept out until the last has left. Broken, it lets nobody through until it is reset; a reset barrier drains first.
 *
 *   filling → acting → draining → filling            filling, acting, draining → broken → resetting → filling
 */

/** What a barrier's phase word holds; `acting` + the number of the thread that calls the action. */
export const barrierPhase = { filling: 0, draining: 1, resetting: 2, broken: 3, acting: 4 } as const
