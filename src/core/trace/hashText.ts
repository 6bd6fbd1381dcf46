/** FNV-1a, 64 bits, of a text's UTF-16 code units, as 16 hexadecimal digits: tells programs apart, proves nothing against an attacker. */
export function hashText(text: string): string {
  let high = 0xcbf29ce4
  let low = 0x84222325
  for (let i = 0; i < text.length; i++) {
    low ^= text.charCodeAt(i)
    // times 0x100000001b3 = 2^40 + 0x1b3, in two 32-bit halves
    const product = (low >>> 0) * 0x1b3
    high = (Math.imul(high, 0x1b3) + ((low << 8) >>> 0) + Math.floor(product / 4294967296)) >>> 0
    low = product >>> 0
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0')
}
