import type { Program } from '../../program/program'

/** A line of a program's text, from 1, without what stands round it; '' when there is none. */
export const sourceLine = ({ source }: Pick<Program, 'source'>, line: number): string => source.split('\n')[line - 1]?.replace(/#.*/, '').trim() ?? ''
