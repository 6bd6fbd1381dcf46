import type { LockLook } from '../../../core/scenes/look/lockLook'
import { objectOutline } from '../../../core/scenes/look/objectOutline'
import type { OwnershipScene } from '../../../core/scenes/ownership/ownershipScene'
import type { TimelineScene } from '../../../core/scenes/timeline/timelineScene'
import type { Theme } from '../../../core/scenes/look/tokens'
import { fittedName } from '../../../core/scenes/look/textMeasure'
import { canvasMeasure } from '../../widgets/canvasMeasure'
import { Icon } from '../../widgets/Icon'
import { ThreadChip } from '../ThreadChip'

interface LaneNamesProps {
  readonly timeline: TimelineScene
  readonly ownership: OwnershipScene
  readonly theme: Theme
  readonly width: number
}

const signRoom = 44
const taskIndent = 14

/** The column of names beside the lanes. */
export function LaneNames({ timeline, ownership, theme, width }: LaneNamesProps) {
  return (
    <div className="lane-names" aria-hidden="true" style={{ width, height: timeline.height + ownership.height }}>
      {timeline.lanes.map((lane) => (
        <div key={lane.thread} className={lane.isTask ? 'lane-name task' : 'lane-name'} title={lane.name} style={{ top: lane.y, height: lane.height }}>
          {lane.stands > 1 ? <Icon name="play" size={12} /> : <ThreadChip thread={lane.thread} theme={theme} isTask={lane.isTask} />}
          <span>
            {fittedName(lane.name, theme.name === 'projector' ? 15 : 13, width - signRoom - (lane.isTask ? taskIndent : 0), canvasMeasure) ?? lane.name}
          </span>
        </div>
      ))}
      {ownership.rows.map((row) => (
        <div key={row.object ?? row.name} className="lane-name" title={`${row.name} ${row.note}`} style={{ top: timeline.height + row.y, height: row.height }}>
          <LockSign look={row.look} />
          <span>
            {row.name} <small className="soft">{row.note}</small>
          </span>
        </div>
      ))}
    </div>
  )
}

/** A lock's letter in its outline. */
function LockSign({ look }: { look: LockLook }) {
  const dash = look.dash.join(' ')
  const corners = objectOutline[look.shape]
  return (
    <svg width="22" height="20" viewBox="0 0 22 20" className="lock-sign">
      {corners ? (
        <polygon points={corners.map((share, index) => (index % 2 === 0 ? 1.5 + 19 * share : 1.5 + 17 * share)).join(' ')} strokeDasharray={dash} />
      ) : (
        <rect x="1.5" y="1.5" width="19" height="17" rx={look.shape === 'round' ? 8 : 3} strokeDasharray={dash} />
      )}
      {look.double || look.shape === 'doubleSquare' ? <rect x="4" y="4" width="14" height="12" rx="2" /> : null}
      <text x="11" y="14.2" textAnchor="middle">
        {look.letter}
      </text>
    </svg>
  )
}
