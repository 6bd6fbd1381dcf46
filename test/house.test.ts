import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, sep } from 'node:path'
import { expect, test } from 'vitest'

// Which room may use what: other rooms of src, and packages. Arrows only go down this table, except that a room may always use itself.
const house: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: readonly RegExp[] }>> = {
  'core/trace': { rooms: [], packages: [] },
  'core/program': { rooms: ['core/trace'], packages: [/^@lezer\//] },
  'core/notation': { rooms: ['core/trace', 'core/program'], packages: [] },
  'core/simulator': { rooms: ['core/trace', 'core/program'], packages: [] },
  'core/explorer': { rooms: ['core/trace', 'core/program', 'core/simulator'], packages: [] },
  'core/analysis': { rooms: ['core/trace'], packages: [] },
  'core/formats': { rooms: ['core/trace', 'core/analysis', 'core/program', 'core/explorer'], packages: [/^apache-arrow$/] },
  'core/scenes': {
    rooms: ['core/trace', 'core/analysis', 'core/program', 'core/explorer', 'core/experiments'],
    packages: [/^d3-(scale|shape|force|hierarchy|array|format)$/]
  },
  'core/lessons': {
    rooms: ['core/trace', 'core/program', 'core/simulator', 'core/explorer', 'core/analysis'],
    packages: [/^xstate$/, /^zod$/]
  },
  'core/experiments': { rooms: ['core/trace'], packages: [] },
  recorders: { rooms: ['core/trace', 'core/program', 'core/analysis', 'core/formats', 'core/experiments'], packages: [/^node:/] },
  cli: { rooms: ['core', 'recorders'], packages: [/^node:/] },
  preload: { rooms: ['core'], packages: [/^electron$/, /^zod$/] },
  'main/utility': { rooms: ['core', 'recorders', 'preload'], packages: [/^electron$/, /^node:/] },
  main: { rooms: ['core/trace', 'core/experiments', 'recorders', 'cli', 'preload', 'main/utility'], packages: [/^electron$/, /^node:/, /^zod$/] },
  renderer: {
    rooms: ['core', 'preload'],
    packages: [
      /^react(-dom)?(\/|$)/,
      /^d3(-|$)/,
      /^xstate$/,
      /^@xstate\/react$/,
      /^react-aria-components$/,
      /^@codemirror\//,
      /^@lezer\//,
      /^@fontsource-variable\//,
      /^vite\/client$/
    ]
  }
}

interface Import {
  readonly from: string
  readonly to: string
  /** Only types come in: gone after compiling. */
  readonly typesOnly: boolean
}

const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map(slashed)
  .filter((file) => /\.tsx?$/.test(file))
const imports = files.flatMap(importsOf)

function importsOf(from: string): Import[] {
  const text = readFileSync(join(src, from), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[\w*{}\s,$]+?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const calls = text.matchAll(/(?:\bimport\s*\(\s*|new URL\(\s*)()['"]([^'"]+)['"]/g)
  return [...statements, ...calls].map(([, types, to]) => ({ from, to: target(from, to ?? ''), typesOnly: Boolean(types) || from.endsWith('.d.ts') }))
}

// a relative import becomes the file below src that it names; a package stays as it is written
function target(from: string, written: string): string {
  if (!written.startsWith('.')) return written
  const path = slashed(normalize(join(dirname(from), written.replace(/\?.*$/, ''))))
  const ending = ['', '.ts', '.tsx', '/index.ts'].find((end) => files.includes(path + end))
  return ending === undefined ? path : path + ending
}

function roomOf(file: string): string {
  const found = Object.keys(house).filter((room) => file.startsWith(`${room}/`))
  return found.toSorted((a, b) => b.length - a.length)[0] ?? `no room: ${file}`
}

function isAllowed({ from, to }: Import): boolean {
  const room = roomOf(from)
  const rules = house[room]
  if (!isFile(to)) return isOutside(to) || (rules?.packages.some((name) => name.test(to)) ?? false)
  const other = roomOf(to)
  return other === room || (rules?.rooms.some((name) => other === name || other.startsWith(`${name}/`)) ?? false)
}

const isFile = (to: string): boolean => files.includes(to)
// styles, lesson texts and pictures beside the code are no code
const isOutside = (to: string): boolean => existsSync(join(src, to)) && !/\.tsx?$/.test(to)

function slashed(path: string): string {
  return path.split(sep).join('/')
}

test('the house has files, and every one of them stands in a room', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(imports.length).toBeGreaterThan(files.length)
  expect(files.map(roomOf).filter((room) => room.startsWith('no room'))).toEqual([])
})

test('every room uses only what stands below it', () => {
  expect(imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} uses ${to}`)).toEqual([])
})

test('the window takes only types from the door', () => {
  const values = imports.filter(({ from, to, typesOnly }) => roomOf(from) === 'renderer' && roomOf(to) === 'preload' && !typesOnly)
  expect(values.map(({ from, to }) => `${from} takes values from ${to}`)).toEqual([])
})

test('no file imports itself by a way round, types counted', () => {
  const uses = new Map(files.map((file) => [file, imports.filter(({ from, to }) => from === file && isFile(to)).map(({ to }) => to)]))
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file) || path.includes(file)) return
    for (const next of uses.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

test('every room says in a README what it is for', () => {
  const rooms = Object.keys(house).filter((room) => files.some((file) => file.startsWith(`${room}/`)))
  const own = rooms.filter((room) => room !== 'main/utility')
  expect(own.filter((room) => !existsSync(join(src, room, 'README.md')))).toEqual([])
})

test('no file only passes on what others export', () => {
  expect(files.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual(['main/index.ts', 'preload/index.ts'])
})

test('the wall around core is the compiler: no DOM, no Node', () => {
  const read = (room: string) => JSON.parse(readFileSync(join(src, room, 'tsconfig.json'), 'utf8')) as { compilerOptions: { lib: string[]; types: string[] } }
  expect(read('core').compilerOptions).toMatchObject({ lib: ['ES2023'], types: [] })
})
