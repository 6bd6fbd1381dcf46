/** Something a person can do: one entry feeds buttons, keys, the menu and the list of keys. */
export interface Command {
  readonly id: string
  readonly title: string
  /** Keys as `Mod+O`, `Shift+1`, `Space`; `Mod` is Cmd on macOS and Ctrl elsewhere. */
  readonly keys: readonly string[]
  /** Where its single keys act: everywhere, or not while text is being typed. */
  readonly when: 'always' | 'outside text'
  run(): void
}

const named: Record<string, string> = { ' ': 'Space' }

/** The name of a pressed key as commands write it. Letters and digits go by what is printed on the key, in capitals. */
export function keyName(event: { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean; code: string }, mac: boolean): string {
  // with Shift a digit's key prints another sign; its place on the keyboard still tells the digit
  const digit = /^Digit(\d)$/.exec(event.code)?.[1]
  const key = digit ?? named[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  const mod = mac ? event.metaKey : event.ctrlKey
  const shift = event.shiftKey && (digit !== undefined || key.length > 1 || /[A-Z]/.test(key))
  return [mod ? 'Mod+' : '', event.altKey ? 'Alt+' : '', shift ? 'Shift+' : '', key].join('')
}

/** The command that a key press means here, or null. */
export function commandFor(commands: readonly Command[], key: string, typing: boolean): Command | null {
  return commands.find((command) => command.keys.includes(key) && (command.when === 'always' || !typing)) ?? null
}

/** Keys that two commands claim at the same time; must be empty. */
export function clashingKeys(commands: readonly Command[]): readonly string[] {
  const keys = commands.flatMap((command) => command.keys)
  return keys.filter((key, index) => keys.indexOf(key) !== index)
}
