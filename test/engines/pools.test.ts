import { testOnEveryEngine } from './everyEngine'
import { poolPrograms } from './poolPrograms'

testOnEveryEngine(poolPrograms)
