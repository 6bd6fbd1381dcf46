import type { BrowserWindow } from 'electron'
import type { Settings } from '../preload/contract'
import { smallest } from './bounds'

/**
 * How much larger the page of a window of this size (pixels at no zoom) is drawn for a projector: so that it holds no more than the smallest window does. The page's smallest text (13 pixels) is then
 * more than a fiftieth of its height, as it must be to be read from the last row.
 */
export const projectedZoom = ({ width, height }: { readonly width: number; readonly height: number }): number =>
  Math.max(1, Math.min(width / smallest.width, height / smallest.height))

/** Zooms the window's page as long as the projector theme is on, and as its size changes; gives the function that is told of the theme. */
export function projecting(window: BrowserWindow): (theme: Settings['theme']) => void {
  let isOn = false
  const fit = (): void => {
    const [width = 0, height = 0] = window.getContentSize()
    if (isOn) window.webContents.setZoomFactor(projectedZoom({ width, height }))
  }
  window.on('resize', fit)
  return (theme) => {
    const was = isOn
    isOn = theme === 'projector'
    fit()
    // another theme leaves the zoom that a person chose alone
    if (was && !isOn) window.webContents.setZoomFactor(1)
  }
}
