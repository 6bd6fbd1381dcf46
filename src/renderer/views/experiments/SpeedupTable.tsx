import { useMemo } from 'react'
import type { Experiment } from '../../../core/experiments/experiment'
import type { ExperimentResult } from '../../../core/experiments/result'
import { type SpeedupBar, speedupBars } from '../../../core/scenes/speedupBars'

/** Each way as a bar as long as it took, with its least and most, its speed-up and the processors it had. */
export function SpeedupTable({ experiment, result }: { experiment: Experiment; result: ExperimentResult }) {
  const bars = useMemo(() => speedupBars(experiment, result), [experiment, result])
  const compares = experiment.measures === 'wall'
  return (
    <table className="speedup">
      <thead>
        <tr>
          <th scope="col">Way</th>
          <th scope="col" className="bar-head">
            {compares ? 'Time: shorter is better' : 'Longest time without a tick'}
          </th>
          <th scope="col">Median</th>
          <th scope="col">Least to most</th>
          {compares ? <th scope="col">Speed-up</th> : null}
          {compares ? <th scope="col">Processors</th> : null}
        </tr>
      </thead>
      <tbody>
        {bars.map((bar) => (
          <tr key={bar.way}>
            <th scope="row">{bar.words}</th>
            {bar.skipped === null ? (
              <>
                <td className="bar-cell">
                  <Bar bar={bar} />
                </td>
                <td>{bar.time}</td>
                <td className="soft">{bar.spread}</td>
                {compares ? <td>{bar.speedUp}</td> : null}
                {compares ? <td>{bar.cores}</td> : null}
              </>
            ) : (
              <td colSpan={compares ? 5 : 3} className="soft">
                {bar.skipped}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** From nothing to the median, and a rule from the least to the most. */
function Bar({ bar: { median, least, most } }: { bar: SpeedupBar }) {
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`
  return (
    <svg className="speedup-bar" aria-hidden="true" width="100%" height="22">
      <rect className="speedup-fill" x="0" y="4" height="14" width={percent(median)} />
      <line className="speedup-rule" x1={percent(least)} x2={percent(most)} y1="11" y2="11" />
      <line className="speedup-rule" x1={percent(least)} x2={percent(least)} y1="7" y2="15" />
      <line className="speedup-rule" x1={percent(most)} x2={percent(most)} y1="7" y2="15" />
    </svg>
  )
}
