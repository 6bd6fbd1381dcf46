/** Control characters, and those that turn the direction of the text around them. */
const unsafe = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** A name that a program chose, as one line that cannot steer a terminal: `a\x1b[31m` for a name with an escape in it; cut where it is longer than `most` characters. */
export function plainText(text: string, most = Number.POSITIVE_INFINITY): string {
  const plain = text.replace(unsafe, (found) => {
    const code = found.codePointAt(0) ?? 0
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
  })
  return plain.length <= most ? plain : `${plain.slice(0, most - 1)}…`
}
