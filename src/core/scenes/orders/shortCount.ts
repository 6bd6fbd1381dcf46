/** A count given in decimal digits, for reading: `924`, and beyond nine digits, which nobody counts along, `1.2 × 10^15`. */
export function shortCount(digits: string): string {
  if (digits.length <= 9) return Number(digits).toLocaleString('en')
  return `${digits[0]}.${digits[1]} × 10^${digits.length - 1}`
}
