import { pythonType } from '../../../core/program/value'
import { kindOf, type Value } from '../memory/sharedValue'

/** What Python calls the type of a value. */
export const typeName = (value: Value): string => pythonType(kindOf(value))

/** Whether arithmetic takes it: ints, and bools, which count as 0 and 1. */
export const isNumeric = (value: Value): value is number | boolean => typeof value === 'number' || typeof value === 'boolean'
