import type { Report, StateGraph } from '../../src/core/explorer/report'
import { explored } from '../core/explorer/explored'

const twoLocks = `
import threading
lock_a = threading.Lock()
lock_b = threading.Lock()
total = 0
def one():
    global total
    with lock_a:
        with lock_b:
            total += 1
def two():
    global total
    with lock_b:
        with lock_a:
            total += 1
first = threading.Thread(target=one, name='one')
second = threading.Thread(target=two, name='two')
first.start()
second.start()
`

const found = explored(twoLocks)
if (found.graph === null) throw new Error('the states of two threads and two locks can be drawn')

/** All states of two threads that take two locks in opposite order. */
export const twoLockStates: StateGraph = found.graph
/** What comes out of them. */
export const twoLockReport: Report = found.report
/** Their text. */
export const twoLockSource = twoLocks
