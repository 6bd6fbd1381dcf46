import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pictures } from '../../pictures/pictures'

const fileOf = (name: string): string => fileURLToPath(new URL(`../../pictures/${name}.svg`, import.meta.url))

// PICTURES=update draws them anew; look at them before committing
if (process.env.PICTURES === 'update') for (const [name, draw] of Object.entries(pictures)) writeFileSync(fileOf(name), draw())

test.each(Object.keys(pictures))('%s is drawn as it was last looked at', (name) => {
  expect(existsSync(fileOf(name))).toBe(true)
  expect(pictures[name]?.()).toBe(readFileSync(fileOf(name), 'utf8'))
})
