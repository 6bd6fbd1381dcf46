import type { SyntaxNode } from '@lezer/common'
import { type Reading, quoted, spanOfNode, textOf } from './reading'

const plain =
  /^(int|bool|str|float|object|None|list|list\[(int|bool|str)\]|threading\.(Thread|Lock|RLock|Semaphore|BoundedSemaphore)|list\[threading\.(Thread|Lock|RLock|Semaphore)\])$/

/** Annotations say nothing to the lab. Python computes them, though, so only those are let through that cannot fail. */
export function checkAnnotation(reading: Reading, definition: SyntaxNode): void {
  const text = textOf(reading, definition)
    .replace(/^(:|->)\s*/, '')
    .replaceAll(' ', '')
  if (!plain.test(text))
    reading.problems.add(spanOfNode(reading, definition), `the annotation ${quoted(reading, definition)} is outside the lab’s Python`, 'leave it out')
}
