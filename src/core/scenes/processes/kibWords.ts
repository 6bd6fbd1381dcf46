import { format } from 'd3-format'

const figure = format(',.3~r')

/** A size given in KiB: `64 KiB`, `12.4 MiB`, `1.5 GiB`. */
export function kibWords(kib: number): string {
  if (kib < 1024) return `${figure(kib)} KiB`
  return kib < 1024 * 1024 ? `${figure(kib / 1024)} MiB` : `${figure(kib / 1024 / 1024)} GiB`
}
