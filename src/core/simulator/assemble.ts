import type { Instruction } from '../program/instruction'
import type { Program } from '../program/program'
import { never } from '../trace/never'
import { type Assembly, frameOf, functionAt, instructionAt, type Operation, raiser } from './assembly'
import { arriveOperation, leaveOperation } from './operations/arrivalOperations'
import * as barriers from './operations/barrierOperations'
import { callOperation, returnOperation } from './operations/callOperations'
import { chooseOperation } from './operations/chooseOperation'
import { makeConditionOperation } from './operations/conditionOperations'
import * as events from './operations/eventOperations'
import { operandsOf } from '../program/lower/operands'
import {
  catchOperation,
  exceptionLineOperation,
  exceptionNameOperation,
  matchesOperation,
  raiseKeptOperation,
  raiseOperation,
  reraiseOperation
} from './operations/exceptionOperations'
import * as formulas from './operations/formulaOperations'
import type { Gate, Ways } from './operations/gate'
import { gateOf, waysOf } from './operations/gates'
import { kindCodes } from './state/kindCodes'
import { type Capacities, layoutOf } from './state/layout'
import * as lists from './operations/listOperations'
import * as local from './operations/localOperations'
import { acquireOperation, lockedOperation, makeLockOperation, releaseOperation, tryAcquireOperation } from './operations/lockOperations'
import * as memory from './operations/memoryOperations'
import * as pool from './operations/poolOperations'
import { notifyOperation } from './operations/notifyOperation'
import { createPools } from './state/pools'
import * as queues from './operations/queueOperations'
import { readerOf } from './state/reader'
import * as records from './operations/recordOperations'
import * as rwlocks from './operations/rwlockOperations'
import {
  awaitEndOperation,
  endOperation,
  isAliveOperation,
  joinOperation,
  makeThreadOperation,
  startOperation,
  threadNameOperation
} from './operations/threadOperations'
import { sleepOperation } from './operations/sleepOperation'
import { takeDoneOperation } from './operations/takeDoneOperation'
import { resumedOperation, suspendedOperation } from './operations/taskOperations'
import { beginWaitOperation, endWaitOperation } from './operations/waitOperations'

/** A program made runnable: closures over one layout. Its states are `Int32Array`s of `layout.size` words and mean nothing to another machine. */
export interface Machine extends Assembly {
  readonly operations: readonly Operation[]
  /** 1 for instructions that are steps of the reference model. */
  readonly steps: Uint8Array
  /** 1 for those that are steps even before any thread was started. */
  readonly alwaysSteps: Uint8Array
  /** What lets a thread go on at an instruction; null where nothing can hold it. */
  readonly gates: readonly (Gate | null)[]
  /** In how many ways an instruction's step can go; null where there is only one. */
  readonly ways: readonly (Ways | null)[]
  /** How many spurious wake-ups a run may have. */
  readonly spurious: number
  /** Words, from the thread's base, that no longer matter to a thread that rests at an instruction. */
  readonly dead: readonly (readonly number[])[]
  /** The function that each instruction belongs to. */
  readonly functions: readonly number[]
  /** Whether nobody but main ever goes on freely after another's step: the functions of the other threads neither join nor start any. */
  readonly mainGoesAlone: boolean
  /** The state when main has come to its first step. */
  readonly initial: Int32Array
}

/** All of a machine but its initial state, with room for so much, and so many spurious wake-ups. */
export function assemble(program: Program, capacities: Capacities, spurious: number): Omit<Machine, 'initial'> {
  const context = { state: new Int32Array(0), thread: 0, witness: null, choice: 0, exception: 0, forced: false, stirred: false }
  const assembly: Assembly = { program, layout: layoutOf(program, capacities), pools: createPools(), context, results: new Map() }
  const functions = program.code.map((_, pc) => functionAt(program, pc))
  const steps = Uint8Array.from(program.code, (instruction) => (isStep(program, instruction) ? 1 : 0))
  const gates = program.code.map((_, pc) => gateOf(assembly, pc))
  return {
    ...assembly,
    functions,
    mainGoesAlone: program.code.every((instruction, pc) => functions[pc] === 0 || (instruction.do !== 'start' && (gates[pc] === null || steps[pc] === 1))),
    operations: program.code.map((instruction, pc) => guarded(assembly, pc, operationOf(assembly, pc, instruction))),
    steps,
    alwaysSteps: Uint8Array.from(program.code, (instruction) => (instruction.do === 'choose' ? 1 : 0)),
    gates,
    ways: program.code.map((_, pc) => waysOf(assembly, pc)),
    spurious,
    dead: program.code.map((_, pc) => frameOf(assembly.layout.frames, functions[pc] ?? 0).deadBefore(pc))
  }
}

function isStep({ startIsStep }: Program, instruction: Instruction): boolean {
  if (instruction.do === 'join') return instruction.timeout !== null
  return instruction.step || instruction.do === 'choose' || (instruction.do === 'start' && startIsStep)
}

// an operand that may be unbound is looked at before the operation, in Python's order of evaluation
function guarded(assembly: Assembly, pc: number, operation: Operation): Operation {
  const doubtful = operandsOf(instructionAt(assembly.program, pc))
    .map((operand) => readerOf(assembly, pc, operand))
    .filter(({ whenUnbound }) => whenUnbound !== null)
  if (doubtful.length === 0) return operation
  const raise = raiser(assembly, pc)
  return (state, base) => {
    for (const { kind, whenUnbound } of doubtful) {
      if (kind(state, base) === kindCodes.unbound && whenUnbound !== null) return raise(whenUnbound.kind, whenUnbound.message)
    }
    return operation(state, base)
  }
}

function operationOf(assembly: Assembly, pc: number, instruction: Instruction): Operation {
  switch (instruction.do) {
    case 'move':
      return local.moveOperation(assembly, pc, instruction)
    case 'arithmetic':
      return local.arithmeticOperation(assembly, pc, instruction)
    case 'compare':
      return local.compareOperation(assembly, pc, instruction)
    case 'negate':
      return local.negateOperation(assembly, pc, instruction)
    case 'not':
      return local.notOperation(assembly, pc, instruction)
    case 'builtin':
      return local.builtinOperation(assembly, pc, instruction)
    case 'jump':
      return () => instruction.target
    case 'branch':
      return local.branchOperation(assembly, pc, instruction)
    case 'text':
      return local.textOperation(assembly, pc, instruction)
    case 'raise':
      return raiseOperation(assembly, pc, instruction)
    case 'catch':
      return catchOperation(assembly, pc, instruction)
    case 'matches':
      return matchesOperation(assembly, pc, instruction)
    case 'exceptionName':
      return exceptionNameOperation(assembly, pc, instruction)
    case 'reraise':
      return reraiseOperation(assembly, pc, instruction)
    case 'sleep':
      return sleepOperation(assembly, pc, instruction)
    case 'readName':
      return memory.readNameOperation(assembly, pc, instruction)
    case 'writeName':
      return memory.writeNameOperation(assembly, pc, instruction)
    case 'makeList':
      return lists.makeListOperation(assembly, pc, instruction)
    case 'repeatList':
      return lists.repeatListOperation(assembly, pc, instruction)
    case 'appendItem':
      return lists.appendItemOperation(assembly, pc, instruction)
    case 'readItem':
      return lists.readItemOperation(assembly, pc, instruction)
    case 'writeItem':
      return lists.writeItemOperation(assembly, pc, instruction)
    case 'makeRecord':
      return records.makeRecordOperation(assembly, pc, instruction)
    case 'readField':
      return records.readFieldOperation(assembly, pc, instruction)
    case 'writeField':
      return records.writeFieldOperation(assembly, pc, instruction)
    case 'closeQueue':
      return pool.closeQueueOperation(assembly, pc, instruction)
    case 'claimWorker':
      return pool.claimWorkerOperation(assembly, pc, instruction)
    case 'claimWork':
      return pool.claimWorkOperation(assembly, pc, instruction)
    case 'takeDone':
      return takeDoneOperation(assembly, pc, instruction)
    case 'workBegan':
    case 'workEnded':
      return pool.workOperation(assembly, pc, instruction)
    case 'resumed':
      return resumedOperation(assembly, pc, instruction)
    case 'suspended':
      return suspendedOperation(assembly, pc, instruction)
    case 'exceptionLine':
      return exceptionLineOperation(assembly, pc, instruction)
    case 'raiseKept':
      return raiseKeptOperation(assembly, pc, instruction)
    case 'print':
      return memory.printOperation(assembly, pc, instruction)
    case 'makeLock':
      return makeLockOperation(assembly, pc, instruction)
    case 'acquire':
      return acquireOperation(assembly, pc, instruction)
    case 'tryAcquire':
      return tryAcquireOperation(assembly, pc, instruction)
    case 'release':
      return releaseOperation(assembly, pc, instruction)
    case 'locked':
      return lockedOperation(assembly, pc, instruction)
    case 'makeThread':
      return makeThreadOperation(assembly, pc, instruction)
    case 'start':
      return startOperation(assembly, pc, instruction)
    case 'join':
      return joinOperation(assembly, pc, instruction)
    case 'threadName':
      return threadNameOperation(assembly, pc, instruction)
    case 'call':
      return callOperation(assembly, pc, instruction)
    case 'return':
      return returnOperation(assembly, pc, instruction)
    case 'end':
      return endOperation(assembly, functionAt(assembly.program, pc), instruction)
    case 'makeCondition':
      return makeConditionOperation(assembly, pc, instruction)
    case 'makeEvent':
      return events.makeEventOperation(assembly, pc, instruction)
    case 'makeBarrier':
      return barriers.makeBarrierOperation(assembly, pc, instruction)
    case 'makeQueue':
      return queues.makeQueueOperation(assembly, pc, instruction)
    case 'beginWait':
      return beginWaitOperation(assembly, pc, instruction)
    case 'endWait':
      return endWaitOperation(assembly, pc, instruction)
    case 'notify':
      return notifyOperation(assembly, pc, instruction)
    case 'setEvent':
      return events.setEventOperation(assembly, pc, instruction)
    case 'clearEvent':
      return events.clearEventOperation(assembly, pc, instruction)
    case 'isSet':
      return events.isSetOperation(assembly, pc, instruction)
    case 'barrierAction':
      return barriers.barrierActionOperation(assembly, pc, instruction)
    case 'tripBarrier':
      return barriers.tripBarrierOperation(assembly, pc, instruction)
    case 'abortBarrier':
      return barriers.abortBarrierOperation(assembly, pc, instruction)
    case 'resetBarrier':
      return barriers.resetBarrierOperation(assembly, pc, instruction)
    case 'barrierState':
      return barriers.barrierStateOperation(assembly, pc, instruction)
    case 'put':
      return queues.putOperation(assembly, pc, instruction)
    case 'get':
      return queues.getOperation(assembly, pc, instruction)
    case 'taskDone':
      return queues.taskDoneOperation(assembly, pc, instruction)
    case 'joinQueue':
      return queues.joinQueueOperation(assembly, pc, instruction)
    case 'queueState':
      return queues.queueStateOperation(assembly, pc, instruction)
    case 'choose':
      return chooseOperation(assembly, pc, instruction)
    case 'isAlive':
      return isAliveOperation(assembly, pc, instruction)
    case 'awaitEnd':
      return awaitEndOperation(assembly, pc, instruction)
    case 'skip':
      return () => pc + 1
    case 'evaluate':
      return formulas.evaluateOperation(assembly, pc, instruction)
    case 'await':
      return formulas.awaitOperation(assembly, pc, instruction)
    case 'check':
      return formulas.checkOperation(assembly, pc, instruction)
    case 'update':
      return formulas.updateOperation(assembly, pc, instruction)
    case 'makeRwlock':
      return rwlocks.makeRwlockOperation(assembly, pc, instruction)
    case 'acquireFor':
      return rwlocks.acquireForOperation(assembly, pc, instruction)
    case 'releaseFor':
      return rwlocks.releaseForOperation(assembly, pc, instruction)
    case 'arrive':
      return arriveOperation(assembly, pc, instruction)
    case 'leave':
      return leaveOperation(assembly, pc, instruction)
    default:
      return never(instruction)
  }
}
