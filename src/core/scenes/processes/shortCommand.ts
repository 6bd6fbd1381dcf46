/** A name is as long as its row has room for, characters. */
const longestName = 44

/** `/usr/bin/python3 /home/me/a.py x` → `python3 a.py x`. */
export function shortCommand(command: string): string {
  const words = command.split(' ').map((word) => (/^(\/[^/]+)+$/.test(word) ? word.slice(word.lastIndexOf('/') + 1) : word))
  const short = words.join(' ')
  return short.length > longestName ? `${short.slice(0, longestName - 1)}…` : short
}
