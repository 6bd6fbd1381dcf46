import type { Program } from '../../program/program'

/** For each instruction the place that takes an exception raised there, or -1 when it leaves the function. */
export const handlersOf = (program: Program): readonly number[] =>
  program.code.map((_, pc) => program.handlers.find((handler) => handler.from <= pc && pc < handler.to)?.target ?? -1)
