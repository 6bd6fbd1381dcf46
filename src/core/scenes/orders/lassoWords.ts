import type { Lasso } from '../../explorer/report'

type Who = Pick<Lasso, 'kind' | 'threads' | 'starved'>

/** What goes on for ever in a round: `A, B go round for ever`, or `A waits for ever while B takes its turns`. */
export const lassoWords = ({ kind, threads, starved }: Who): string =>
  kind === 'livelock'
    ? `${threads.join(', ')} ${threads.length === 1 ? 'goes' : 'go'} round for ever`
    : `${starved.join(', ')} ${starved.length === 1 ? 'waits' : 'wait'} for ever ${meanwhile(threads)}`

/** `while A takes its turns`. */
export const meanwhile = (threads: readonly string[]): string => `while ${threads.join(', ')} ${threads.length === 1 ? 'takes its' : 'take their'} turns`
