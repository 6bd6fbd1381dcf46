import type { Trace } from '../../src/core/trace/trace'
import { traceFromText } from '../../src/core/trace/traceFromText'

/** Two transfers that take two locks in opposite order; main starts them and waits. */
export const transfers: Trace = traceFromText(`
  main        join(transfer-1)…
  transfer-1  lock(lock_a)@3            read(a)=100@4              write(a)=90@4               lock(lock_b)…@5
  transfer-2                lock(lock_b)@9             read(b)=100@10            write(b)=90@10                 lock(lock_a)…@11
  = deadlock`)

/** The same two, each done before the other begins. */
export const inTurn: Trace = traceFromText(`
  main        start(transfer-1) start(transfer-2) join(transfer-1)…                                                                                            joined(transfer-1)                                             join(transfer-2)  print("done")
  transfer-1                                       lock(lock_a)  lock(lock_b)             write(a)=90   unlock(lock_b)  unlock(lock_a)               end
  transfer-2                                                                lock(lock_b)…                                        got(lock_b)  lock(lock_a)            write(b)=90   unlock(lock_a)  unlock(lock_b)  end
  = finished`)

/** Two permits, four workers, a sleep and a spoilt try. */
export const workers: Trace = traceFromText(`
  main      join(worker-1)…
  worker-1  take(pool/2)  sleep                                wake         give(pool)                                end
  worker-2                     take(pool/2)       sleep                               wake         give(pool)                   end
  worker-3                                 take(pool/2)…                       got(pool)                                     write(done)=1   give(pool)  end
  worker-4                                                  tried(pool)                      take(pool/2)…5      got(pool)                              give(pool)  raise("ValueError: no")
  = failed`)

/** One thread asks for a lock that it holds. */
export const selfish: Trace = traceFromText(`
  main    lock(gate)  write(x)=1  lock(gate)…
  = deadlock`)

/** Five philosophers, each with one fork. */
export const philosophers: Trace = traceFromText(`
  main   join(Plato)…
  Plato  lock(forks[0])                                                                                 lock(forks[1])…
  Kant                  lock(forks[1])                                                                                  lock(forks[2])…
  Hume                                 lock(forks[2])                                                                                   lock(forks[3])…
  Mill                                                lock(forks[3])                                                                                    lock(forks[4])…
  Ayer                                                               lock(forks[4])                                                                                     lock(forks[0])…
  = deadlock`)

/** A cook puts meals on a counter of two places when the oven says so; waiters gather at the door, and one waits for a notify that nobody gives. */
export const kitchen: Trace = traceFromText(`
  cook   await(oven)…                                            woke(oven)  put(counter/2)=1  put(counter)=2  put(counter)…                               put(counter)=3                     lock(door)          notify(bell)=Ann  unlock(door)               choose=4  get(counter)=2  get(counter)=3  end
  Ann                  lock(door)  unlock(door)  wait(bell)…                                                                                                                                                                              woke(bell)                   lock(door)          unlock(door)         arrive(meal/3)…
  Ben                                                  set(oven)                                                              get(counter)=1  done(counter)                   arrive(meal/3)…
  Cem                                                                                                                                                                                    share(menu)  lock(door)…                   got(door)  unlock(door)  own(menu)…
  = deadlock`)
