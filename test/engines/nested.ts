import { array, type Arbitrary } from 'fast-check'

/** Lines of a program, at no depth of their own. */
export type Block = readonly string[]

/** The same lines, one level deeper. */
export const indented = (block: Block): Block => block.map((line) => `    ${line}`)

/** Up to `most` of these one after the other, or none. */
export const blockOf = (statement: Arbitrary<Block>, most: number): Arbitrary<Block> =>
  array(statement, { minLength: 1, maxLength: most }).map((blocks) => blocks.flat())
