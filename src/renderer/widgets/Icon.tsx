/** Icons as paths on a 16 × 16 grid; drawn, because fonts differ in what they have. */
const paths = {
  menu: 'M2 4h12M2 8h12M2 12h12',
  first: 'M3 3v10M13 3L6 8l7 5z',
  back: 'M12 3L4 8l8 5z',
  play: 'M4 3l9 5-9 5z',
  pause: 'M5 3v10M11 3v10',
  step: 'M3 3l7 5-7 5zM13 3v10',
  last: 'M3 3l7 5-7 5zM13 3v10',
  stop: 'M4 4h8v8H4z',
  close: 'M4 4l8 8M12 4l-8 8',
  copy: 'M6 6h7v7H6zM3 10V3h7',
  warning: 'M8 2l6.5 12h-13zM8 6v4M8 11.8v.6',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4L14 14',
  check: 'M3 8.5L6.5 12 13 4',
  open: 'M2 13V3h4l2 2h6v8z',
  save: 'M3 3h8l2 2v8H3zM5 3v4h5V3M5 13V9h6v4',
  external: 'M9 3h4v4M13 3L7 9M11 9v4H3V5h4'
} as const

/** The name of an icon. */
export type IconName = keyof typeof paths

/** One icon in the text's colour; decoration only, the button carries the words. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
