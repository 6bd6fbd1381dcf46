import { findPythons } from '../recorders/python/findPythons'
import type { Handlers } from './ipc'

/** The Pythons of this machine; asked anew each time, because a person may install one while the lab is open. */
export const interpreterAnswers = (): Pick<Handlers, 'python:list'> => ({
  'python:list': async () => (await findPythons()).map(({ path, version, implementation, refused }) => ({ path, version, implementation, refused }))
})
