import { experiments } from '../../core/experiments/experiment'
import { library } from '../../core/lessons/library'
import { isAlive, isKept } from './realRun'
import { isUnsaved } from './recordState'
import { scenarioTitle } from './scenarioTitle'
import { isProgram, type SessionState } from './sessionState'

/** The bar's name for what is open. */
export function titleOf({ place, opened, file }: SessionState): string {
  switch (place.kind) {
    case 'home':
      return 'Concurrency Lab'
    case 'record':
      return 'Record'
    case 'experiment':
      return `Experiment: ${experiments.find((each) => each.id === place.id)?.title ?? 'one counter, every Python'}`
    case 'lesson':
      return `Lesson: ${library.find((each) => each.id === place.id)?.title ?? place.id}`
    default:
      return opened?.name ?? file
  }
}

/** What the program says of itself in its first line; '' when no program is open. */
export function subtitleOf(state: SessionState): string {
  return isProgram(state.place) ? scenarioTitle(state.source) : ''
}

/** The system's name for what is open: of the window, and in the list of windows; '' for nothing. */
export function documentTitle({ place, opened, file }: SessionState): string {
  if (place.kind === 'home') return ''
  if (place.kind === 'experiment') return 'Experiment'
  if (place.kind === 'record') return 'Record'
  return opened?.name ?? file
}

/** Whether what is open differs from what is on disk, or is on none. */
export function isEdited(state: SessionState): boolean {
  return state.place.kind === 'record' ? isUnsaved(state.record) : isProgram(state.place) && state.source !== state.original
}

/** Whether closing now would lose something; drafts of built-in programs are kept anyway. */
export function wouldLose({ place, record, source, original, runs }: SessionState): boolean {
  // a program that is being recorded ends with the window
  if (isAlive(record.run)) return true
  if (!isProgram(place)) return isUnsaved(record)
  if (place.kind !== 'file' && place.kind !== 'recording') return false
  const lostRun = Object.values(runs).some((run) => isKept(run) && !run.saved)
  return source !== original || (place.kind === 'file' && lostRun)
}
