/** Fields of a future: the event that says that the work is done, what it gave, and what it failed with (a failure, or None). What its maker needs follows. */
export const futureField = { done: 0, value: 1, failure: 2, own: 3 } as const

/** Fields of a piece of work, behind those of its future: the number of the place that submitted it, the function, and the arguments. */
export const workField = { place: futureField.own, target: futureField.own + 1, first: futureField.own + 2 } as const
