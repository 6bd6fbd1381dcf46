/** Thickness of the line on top of a level. */
export const levelStroke = 2

/** Where the line on top of a level lies: within the row also when it is empty or full. */
export const levelLine = (y: number, height: number, share: number): number =>
  Math.min(y + height - levelStroke / 2, Math.max(y + levelStroke / 2, y + height * (1 - share)))
