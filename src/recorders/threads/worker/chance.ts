import { eventCode } from '../../../core/trace/event'
import type { Journal } from '../memory/journal'
import { raise } from '../memory/raised'
import type { Value } from '../memory/sharedValue'
import { isNumeric, typeName } from './typeName'

/** Python's `random.randint(low, high)`: a real choice, other in each run, which the trace tells. `random` gives numbers from 0 up to 1. */
export function chance(journal: Journal, random: () => number): (low: Value, high: Value, line: number) => number {
  const whole = (value: Value, line: number): number =>
    isNumeric(value) ? Number(value) : raise('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`, line)
  return (low, high, line) => {
    const [least, most] = [whole(low, line), whole(high, line)]
    if (most < least) return raise('ValueError', `empty range for randrange() (${least}, ${most + 1}, ${most + 1 - least})`, line)
    const value = least + Math.floor(random() * (most - least + 1))
    journal.value(eventCode.chose, -1, line, value)
    return value
  }
}
