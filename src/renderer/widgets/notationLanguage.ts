import { StreamLanguage } from '@codemirror/language'

const keywords = new Set(
  (
    'shared atomic mutex sem cond rwlock barrier queue outcome expect thread lazythread goto load store set rmw if await assert skip trylock get wait put lock unlock ' +
    'P V signal broadcast rdlock wrlock rdunlock wrunlock spawn join and or not'
  ).split(' ')
)

/** The notation for models, as the editor colours it. */
export const notationLanguage = StreamLanguage.define({
  name: 'notation',
  languageData: { commentTokens: { line: '#' } },
  token(stream) {
    if (stream.match(/^#.*/)) return 'comment'
    if (stream.match(/^\d+/)) return 'number'
    const word = stream.match(/^[A-Za-z_]\w*/)
    if (word) return Array.isArray(word) && keywords.has(word[0]) ? 'keyword' : 'variableName'
    stream.next()
    return null
  }
})
