import type { Scope } from '../names/scopes'

/**
 * Variables that inner functions use, by `captureKey`, each with the name under which it lives in the module. A function that runs only once, such as `main`,
 * has only one set of variables, so that those are as good as variables of the module.
 */
export type Captures = ReadonlyMap<string, string>

/** A variable of a function as a key. */
export const captureKey = (owner: Scope, name: string): string => `${owner.number} ${name}`

/** The name of a variable in the text: `total` for `main.total`. */
export const ownName = (name: string): string => name.slice(name.indexOf('.') + 1)
