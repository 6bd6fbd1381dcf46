import { commandRecorder } from './command/recordCommand'
import { pythonRecorder } from './python/recordPython'
import type { Plan, StartRecording } from './recorder'
import { recordThreads } from './threads/recordThreads'
import { withinBytes } from './withinBytes'

/** The recorder of an engine. `resources`: the app's folder of that name. */
export function recorderOf(engine: Plan['engine'], resources: string): StartRecording {
  switch (engine) {
    case 'threads':
      return withinBytes(recordThreads)
    case 'python':
      return withinBytes(pythonRecorder(resources))
    case 'command':
      return withinBytes(commandRecorder(resources))
  }
}
