import type { SamplingCost } from './observerMessage'

/** What sampling took, for people: `sampling took 3.1 % of one core; asked for 500 looks a second, got 480; what lived shorter than 2 ms may not have been seen`. */
export function costWords({ samples, seconds, cpuTime }: SamplingCost, hz: number): string {
  const share = (100 * cpuTime) / 1e9 / Math.max(seconds, 1e-3)
  const rate = samples / Math.max(seconds, 1e-3)
  const gap = 1000 / Math.max(1e-3, Math.min(hz, rate))
  const period = gap < 10 ? gap.toFixed(1) : gap.toFixed(0)
  return `sampling took ${share.toFixed(1)} % of one core; asked for ${hz} looks a second, got ${rate.toFixed(0)}; processes and threads that lived shorter than ${period} ms may not have been seen`
}
