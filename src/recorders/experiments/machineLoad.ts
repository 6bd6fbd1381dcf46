import { cpus } from 'node:os'

/**
 * Notes how busy all processors are from now on. The answer: how many of them others than we kept busy on average, who spent so many seconds of processor time meanwhile;
 * null where the system does not tell.
 */
export function watchLoad(): (spent: number) => number | null {
  const before = busyAndAll()
  return (spent) => {
    const after = busyAndAll()
    const all = after.all - before.all
    // the system counts in hundredths of a second
    return all <= 0 ? null : Math.max(0, ((after.busy - before.busy - spent * 1000) / all) * cpus().length)
  }
}

function busyAndAll(): { readonly busy: number; readonly all: number } {
  let [busy, all] = [0, 0]
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq
    all += times.user + times.nice + times.sys + times.irq + times.idle
  }
  return { busy, all }
}
