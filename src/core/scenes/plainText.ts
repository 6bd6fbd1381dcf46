/** What a terminal or a line of text would not show as a character of its own: controls, line ends, marks of direction. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/** Text that a program chose, with everything that is not to be seen made visible: a name with a newline becomes `one⟨U+A⟩two`. */
export const plainText = (text: string): string => text.replaceAll(unseen, (one) => `⟨U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase()}⟩`)
