import type { ThreadState } from '../../analysis/threadState'

/** The names of the themes; `projector` is the light one made darker for a lit room. */
export type ThemeName = 'light' | 'dark' | 'projector'
/** A colour role for text, lines and outlines. `page` is what lies under everything; `onAccent` is text on the accent. */
export type Ink = 'page' | 'surface' | 'line' | 'edge' | 'ink' | 'ink2' | 'accent' | 'onAccent' | 'focus' | 'danger' | 'ok'
/** States that are painted with a fill; the others are an outline only. */
export type FilledState = Exclude<ThreadState, 'notStarted' | 'unknown'>
/** Whether a state is painted with a fill. */
export const isFilled = (state: ThreadState): state is FilledState => state !== 'notStarted' && state !== 'unknown'

/** All colours of a theme, as `#RRGGBB`. */
export interface Theme {
  readonly name: ThemeName
  readonly ink: Readonly<Record<Ink, string>>
  /** Fill of a state's bar. */
  readonly fill: Readonly<Record<FilledState, string>>
  /** Border and pattern of a state's bar. */
  readonly border: Readonly<Record<FilledState, string>>
  /** Eight thread colours; `threadLook` says which thread wears which. */
  readonly threads: readonly string[]
}

// Chosen by computation: states stay at least 13 apart (CIEDE2000) for normal, protan, deutan and tritan sight, thread colours at least 10; the floors are asserted in a test.
/** The three themes. */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    ink: {
      page: '#FFFFFF',
      surface: '#F4F5F7',
      line: '#C9CED6',
      edge: '#6B7280',
      ink: '#14171C',
      ink2: '#4A5160',
      accent: '#1F5FD0',
      onAccent: '#FFFFFF',
      focus: '#1F5FD0',
      danger: '#A1121C',
      ok: '#0B6B4F'
    },
    fill: {
      running: '#039475',
      ready: '#B0E9B7',
      blocked: '#D9620C',
      waiting: '#A82980',
      sleeping: '#B1B6CB',
      io: '#3564D2',
      finished: '#F2F2F2',
      deadlocked: '#59010B'
    },
    border: {
      running: '#015C49',
      ready: '#1F7A3D',
      blocked: '#8A3A00',
      waiting: '#6E1453',
      sleeping: '#5E657F',
      io: '#1D3F94',
      finished: '#7A808A',
      deadlocked: '#2B0005'
    },
    threads: ['#7058FF', '#5E4500', '#BD759C', '#003F4C', '#856C52', '#552496', '#869152', '#5D6065']
  },
  dark: {
    name: 'dark',
    ink: {
      page: '#14171C',
      surface: '#1B1F26',
      line: '#363D48',
      edge: '#8A93A3',
      ink: '#EEF1F5',
      ink2: '#B4BCC8',
      accent: '#6FA8FF',
      onAccent: '#0B1220',
      focus: '#FFD23F',
      danger: '#FF8A80',
      ok: '#6FE0B5'
    },
    fill: {
      running: '#56C28E',
      ready: '#21562C',
      blocked: '#EE5E22',
      waiting: '#D88ECC',
      sleeping: '#727274',
      io: '#3E6BDC',
      finished: '#232429',
      deadlocked: '#FFF2EF'
    },
    border: {
      running: '#A9F0CB',
      ready: '#7ED996',
      blocked: '#FFB08A',
      waiting: '#F4C8EC',
      sleeping: '#B9BCC4',
      io: '#9DB8FF',
      finished: '#7E8694',
      deadlocked: '#FF4D5E'
    },
    threads: ['#626FF2', '#FFD870', '#D4759B', '#B1E9FE', '#927C65', '#C69CFD', '#9B9F53', '#BEC2C6']
  },
  projector: {
    name: 'projector',
    ink: {
      page: '#FFFFFF',
      surface: '#FFFFFF',
      line: '#6B7280',
      edge: '#3F4654',
      ink: '#000000',
      ink2: '#2A2F38',
      accent: '#003B8E',
      onAccent: '#FFFFFF',
      focus: '#003B8E',
      danger: '#8C0010',
      ok: '#00543C'
    },
    fill: {
      running: '#068366',
      ready: '#9CDEA5',
      blocked: '#CE5701',
      waiting: '#9755B8',
      sleeping: '#ADAFC4',
      io: '#003B70',
      finished: '#F5F5F5',
      deadlocked: '#3D0003'
    },
    border: {
      running: '#00402F',
      ready: '#0B5A26',
      blocked: '#6B2B00',
      waiting: '#4F1F68',
      sleeping: '#434A63',
      io: '#001D3A',
      finished: '#4E5562',
      deadlocked: '#000000'
    },
    threads: ['#695FF4', '#423600', '#AD5787', '#01273D', '#735440', '#600E84', '#5B5D01', '#42474B']
  }
}
