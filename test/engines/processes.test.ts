import { testOnEveryEngine } from './everyEngine'
import { processPrograms } from './processPrograms'

testOnEveryEngine(processPrograms)
