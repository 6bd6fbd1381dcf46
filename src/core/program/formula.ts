/** What joins two values in a formula. `and` and `or` look at their right side only where it matters, and give one of the two, as Python's do. */
export type FormulaOperator = '+' | '-' | '*' | '//' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'min' | 'max'

/**
 * An expression over ints that is worked out all at once, between the steps of others: registers of the running thread, shared names and elements of lists.
 * Comparisons and `not` give 1 or 0. `name` and `list` are numbers of module-level names.
 */
export type Formula =
  | { readonly is: 'constant'; readonly value: number }
  | { readonly is: 'register'; readonly register: number }
  /** Another thread's register, in what is said about finished runs. */
  | { readonly is: 'registerOf'; readonly thread: number; readonly register: number }
  | { readonly is: 'name'; readonly name: number }
  | { readonly is: 'item'; readonly list: number; readonly index: Formula }
  | { readonly is: 'not' | 'negated'; readonly value: Formula }
  | { readonly is: 'joined'; readonly operator: FormulaOperator; readonly left: Formula; readonly right: Formula }

/** All formulas inside a formula, itself first. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.is) {
    case 'item':
      return [formula, ...partsOf(formula.index)]
    case 'not':
    case 'negated':
      return [formula, ...partsOf(formula.value)]
    case 'joined':
      return [formula, ...partsOf(formula.left), ...partsOf(formula.right)]
    default:
      return [formula]
  }
}
