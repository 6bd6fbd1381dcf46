import type { Theme } from '../../core/scenes/look/tokens'

/** Sets the theme's colours as custom properties on the document, where all style sheets find them. */
export function applyTheme(theme: Theme): void {
  const style = document.documentElement.style
  for (const [role, color] of Object.entries(theme.ink)) style.setProperty(`--${role}`, color)
  for (const [state, color] of Object.entries(theme.fill)) style.setProperty(`--state-${state}`, color)
  for (const [state, color] of Object.entries(theme.border)) style.setProperty(`--edge-${state}`, color)
  style.setProperty('color-scheme', theme.name === 'dark' ? 'dark' : 'light')
  document.documentElement.dataset['theme'] = theme.name
}
