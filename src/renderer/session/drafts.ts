const key = (file: string): string => `draft:${file}`

/** Edited texts of built-in programs outlive the window, so that nothing a person typed is ever lost. */
export const drafts = {
  /** The edited text of a scenario; null when it was not edited. */
  read: (file: string): string | null => localStorage.getItem(key(file)),
  write: (file: string, text: string): void => localStorage.setItem(key(file), text),
  drop: (file: string): void => localStorage.removeItem(key(file))
}
