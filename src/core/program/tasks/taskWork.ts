import type { Operand } from '../instruction'
import type { FunctionSyntax } from '../read/syntax'

/** What the lowering keeps of `asyncio`. */
export interface TaskWork {
  /** Where the event loop is; null in a program without `asyncio`. */
  readonly loop: (Operand & { readonly from: 'name' }) | null
  /** What tasks run, one function for each place that makes some: how its code is written. */
  readonly bodies: Map<FunctionSyntax, () => void>
  /** What tasks and the loop share of code, by name. */
  readonly routines: Map<string, FunctionSyntax>
}
