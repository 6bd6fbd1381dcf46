import { expect, test } from 'vitest'
import { assetFile, mediaType } from '../../src/main/assets'

test.each([
  ['/', '/lab/index.html'],
  ['/index.html', '/lab/index.html'],
  ['/assets/page%20two.js', '/lab/assets/page two.js'],
  ['/assets/../index.html', '/lab/index.html']
])('%s is a file of ours', (path, file) => {
  expect(assetFile('/lab', path)).toBe(file)
})

test.each(['/../secret', '/%2e%2e/secret', '/%2e%2e%2fsecret', '/..%5csecret', '/%00', '/%', '/../lab-other/x'])('%s is nothing of ours', (path) => {
  expect(assetFile('/lab', path)).toBeUndefined()
})

test('a file of an unknown kind is served as bytes, never as a page', () => {
  expect(mediaType('a.html')).toContain('text/html')
  expect(mediaType('a.exe')).toBe('application/octet-stream')
})
