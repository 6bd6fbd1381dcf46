import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StateGraph, StateNode } from '../../../src/core/explorer/report'
import { screenMetrics } from '../../../src/core/scenes/look/metrics'
import { stateGraphLayout } from '../../../src/core/scenes/orders/stateGraphLayout'
import { stateGraphScene, type StateGraphView, stateWords } from '../../../src/core/scenes/orders/stateGraphScene'
import { statePath } from '../../../src/core/scenes/orders/statePath'
import { movedState, waysOn } from '../../../src/core/scenes/orders/stateMoves'
import { fixedMeasure } from '../../../src/core/scenes/look/textMeasure'
import { twoLockStates } from '../../pictures/stateGraphs'
import { explored } from '../explorer/explored'

const view: StateGraphView = {
  width: 800,
  height: 300,
  scale: 1,
  shiftX: 0,
  shiftY: 0,
  path: [],
  current: null,
  metrics: screenMetrics,
  measure: fixedMeasure
}
const layoutOf = (graph: StateGraph) => stateGraphLayout(graph)
const sceneOf = (graph: StateGraph, part: Partial<StateGraphView> = {}) => stateGraphScene(graph, layoutOf(graph), { ...view, ...part })

test('states stand in layers by their distance from the start, each in a place of its own', () => {
  const { nodes, layers, rows, order } = layoutOf(twoLockStates)
  expect(nodes.map(({ x }) => x)).toEqual(twoLockStates.nodes.map(({ depth }) => depth))
  expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(nodes.length)
  expect([layers, rows]).toEqual([order.length, Math.max(...order.map(({ length }) => length))])
})

test('the layers of two independent threads are drawn without a crossing', () => {
  // a grid of 3 × 3 states, numbered so that the order in which they were found would cross
  const at = (one: number, two: number): number => [0, 2, 5, 1, 4, 7, 3, 6, 8][one * 3 + two] ?? 0
  const nodes: StateNode[] = []
  const edges: StateGraph['edges'][number][] = []
  for (let one = 0; one < 3; one++) {
    for (let two = 0; two < 3; two++) {
      nodes[at(one, two)] = { depth: one + two, kind: 'running', changes: [], shortest: '' }
      if (one < 2) edges.push({ from: at(one, two), to: at(one + 1, two), thread: 1, choice: 0, words: 'a' })
      if (two < 2) edges.push({ from: at(one, two), to: at(one, two + 1), thread: 2, choice: 0, words: 'b' })
    }
  }
  const { nodes: placed } = layoutOf({ nodes, edges })
  const crossings = edges.flatMap((one) =>
    edges.filter((other) => {
      const [a, b, c, d] = [one.from, one.to, other.from, other.to].map((node) => placed[node] ?? { x: 0, y: 0 })
      return a && b && c && d && a.x === c.x && (a.y - c.y) * (b.y - d.y) < 0
    })
  )
  expect(crossings).toEqual([])
})

test('the way back of a round is bent past the states between, and no number lies over another or over a state', () => {
  const { graph } = explored(readFileSync('resources/scenarios/polite.py', 'utf8'))
  if (graph === null) throw new Error('so few states can be drawn')
  const { shapes, nodes } = sceneOf(graph, { width: 1150, height: 260 })
  const isBack = ({ from, to }: StateGraph['edges'][number]): boolean => (graph.nodes[to]?.depth ?? 0) <= (graph.nodes[from]?.depth ?? 0)
  expect(shapes.filter(({ type }) => type === 'arc')).toHaveLength(graph.edges.filter(isBack).length)
  const numbers = shapes.flatMap((shape) => (shape.type === 'chip' && shape.size === 10 && shape.fill !== null ? [{ x: shape.x + 7, y: shape.y + 7 }] : []))
  expect(numbers).toHaveLength(graph.edges.length)
  const apart = (one: { x: number; y: number }, other: { x: number; y: number }): number => Math.hypot(one.x - other.x, one.y - other.y)
  expect(numbers.filter((one) => numbers.some((other) => other !== one && apart(one, other) < 10))).toEqual([])
  expect(numbers.filter((one) => nodes.some((node) => apart(one, node) < node.radius))).toEqual([])
})

test('no words lie over others where steps cross', () => {
  const { graph } = explored(readFileSync('test/facts/python/lost_update.py', 'utf8'))
  if (graph === null) throw new Error('so few states can be drawn')
  const texts = sceneOf(graph, { width: 1000, height: 210 }).shapes.flatMap((shape) => (shape.type === 'text' ? [shape] : []))
  const apart = texts.every(({ x, y, text, size }, at) =>
    texts
      .slice(0, at)
      .every((other) => Math.abs(y - other.y) >= size || Math.abs(x - other.x) >= (fixedMeasure(text, size) + fixedMeasure(other.text, size)) / 2)
  )
  expect([texts.length > 8, apart]).toEqual([true, true])
})

test('of two threads that turn about, every state has its place beside the others: nothing crosses', () => {
  // sweeps alone leave 18 crossings
  const { graph } = explored(readFileSync('resources/scenarios/peterson.py', 'utf8'))
  if (graph === null) throw new Error('so few states can be drawn')
  const { nodes: placed } = layoutOf(graph)
  const places = graph.edges.map(({ from, to }) => [placed[from]?.x ?? 0, placed[to]?.x ?? 0, placed[from]?.y ?? 0, placed[to]?.y ?? 0] as const)
  const onward = places.filter(([x, next]) => next === x + 1)
  expect(onward.filter(([x, , a, b]) => onward.some(([layer, , c, d]) => layer === x && (a - c) * (b - d) < 0))).toEqual([])
})

test('the whole graph is in view until somebody zooms', () => {
  fc.assert(
    fc.property(fc.integer({ min: 120, max: 1600 }), fc.integer({ min: 90, max: 900 }), (width, height) => {
      for (const { x, y, radius } of sceneOf(twoLockStates, { width, height }).nodes) {
        expect(x - radius).toBeGreaterThanOrEqual(0)
        expect(x + radius).toBeLessThanOrEqual(width)
        expect(y - radius).toBeGreaterThanOrEqual(0)
        expect(y + radius).toBeLessThanOrEqual(height)
      }
    })
  )
})

test('a run is a path through the graph, and ends where the graph knows no such step', () => {
  const path = statePath(twoLockStates, ['1', '2'])
  expect(path).toHaveLength(3)
  expect(twoLockStates.nodes[path[2] ?? 0]?.kind).toBe('deadlock')
  expect(statePath(twoLockStates, ['1', '7', '1'])).toHaveLength(2)
})

test('a state on the way is told apart from the others, and the one where the run stands has a ring', () => {
  const path = statePath(twoLockStates, ['1', '2'])
  const { shapes } = sceneOf(twoLockStates, { path, current: path[1] ?? null })
  expect(shapes.filter((shape) => shape.type === 'arrow' && shape.ink === 'accent')).toHaveLength(2)
  expect(shapes.filter((shape) => shape.type === 'chip' && shape.stroke === 'accent' && shape.strokeWidth === 3)).toHaveLength(1)
})

test('no kind of state is told by colour alone', () => {
  const { shapes } = sceneOf(twoLockStates)
  const looks = shapes.flatMap((shape) => (shape.type === 'chip' && shape.fill === null ? [`${shape.shape} ${shape.text}`] : []))
  expect(new Set(looks)).toEqual(new Set(['circle 0', 'circle ', 'square D', 'doubleSquare E']))
})

test('steps get their words when there is room for them', () => {
  const words = (scale: number): boolean =>
    sceneOf(twoLockStates, { scale, shiftY: (-300 / 2) * (scale - 1) }).shapes.some((shape) => shape.type === 'text' && shape.text === 'takes lock_a')
  expect([words(1), words(4)]).toEqual([false, true])
})

test('arrows go along the way of the run, and beside it in the layer', () => {
  const layout = layoutOf(twoLockStates)
  const path = statePath(twoLockStates, ['2', '1'])
  const move = (from: number, how: Parameters<typeof movedState>[4]): number => movedState(twoLockStates, layout, path, from, how)
  expect(move(0, 'onward')).toBe(path[1])
  expect(move(path[2] ?? 0, 'back')).toBe(path[1])
  expect(new Set([move(path[1] ?? 0, 'up'), move(path[1] ?? 0, 'down')]).size).toBe(2)
  expect(move(0, 'back')).toBe(0)
})

test('a state is told in words, with the steps that lead on', () => {
  const deadlock = twoLockStates.nodes.findIndex(({ kind }) => kind === 'deadlock')
  const node = twoLockStates.nodes[deadlock]
  expect(node ? stateWords(node, deadlock) : '').toMatch(/^State \d+, 2 steps from the start, deadlock$/)
  expect(waysOn(twoLockStates, deadlock)).toBe('no step leads on')
  expect(waysOn(twoLockStates, 0)).toBe('T1 takes lock_a; T2 takes lock_b')
})
