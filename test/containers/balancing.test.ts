/** The edge's five ways of spreading shoppers, each by what it is chosen for. */
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareMachine } from '../../harness/cli/machine.ts'
import { loadTarget, packageFolder } from '../../harness/cli/places.ts'
import { connectEngine, execIn } from '../../harness/runtime/engine.ts'
import { labelsFor } from '../../harness/runtime/labels.ts'
import { PlacedContainer } from '../../harness/runtime/placed-container.ts'
import { removeEnvironment } from '../../harness/runtime/remove.ts'
import { testRun } from '../support/tiny.ts'

interface Answers {
  /** 300 requests of 100 shoppers, in their order, and 100 more of the same shoppers. */
  readonly first: readonly string[]
  readonly again: readonly string[]
}

const never = new AbortController().signal
const run = testRun('balancing')
const program = new URL('../fixtures/programs/tries-an-edge.ts', import.meta.url)
let answersTo: (way: string) => Promise<Answers>

beforeAll(async () => {
  const loaded = await loadTarget(`${packageFolder}target-app/target.ts`)
  const { edge } = loaded.target.images
  if (edge === undefined) throw new Error('the shop has no edge')
  const needs = { browser: false, load: false }
  const onlyEdge = { ...loaded, target: { ...loaded.target, images: { edge } } }
  const { images } = await prepareMachine(onlyEdge, needs, never)
  const started = await new PlacedContainer(images['edge'] ?? '')
    .withName(`${run}-e1-edge`)
    .withLabels(labelsFor(run, 'replica'))
    .withNetworkMode('none')
    .withExtraHosts([2, 3, 4].map((n) => ({ host: `cart-${n - 1}`, ipAddress: `127.0.0.${n}` })))
    .withEnvironment({ CART_REPLICAS: 'cart-1 cart-2 cart-3', CART_WEIGHTS: '6 3 1' })
    .start()
  const engine = await connectEngine()
  const container = engine.container.getById(started.getId())
  const text = await readFile(program, 'utf8')
  answersTo = async (way) => {
    const command = ['node', '--input-type=module-typescript', '-e', text, way]
    const { exitCode, output } = await execIn(engine, container, command, never, 20_000)
    if (exitCode !== 0) throw new Error(output)
    return JSON.parse(output) as Answers
  }
})
afterAll(() => removeEnvironment(run, `${run}-e1`))

/** How many answers came from each cart. */
const shares = (answers: readonly string[]): number[] =>
  ['cart-1', 'cart-2', 'cart-3'].map((cart) => answers.filter((from) => from === cart).length)

test('round-robin gives everybody the same', async () => {
  for (const share of shares((await answersTo('roundrobin')).first)) {
    expect(share).toBeGreaterThanOrEqual(98)
    expect(share).toBeLessThanOrEqual(102)
  }
})

// 300 draws: a share of p differs from 300p by more than 4.5 deviations once in a hundred thousand runs.
test('random gives everybody about the same', async () => {
  for (const share of shares((await answersTo('random')).first))
    expect(Math.abs(share - 100)).toBeLessThan(37)
})

test('weighted random follows the weights', async () => {
  const [most = 0, some = 0, least = 0] = shares((await answersTo('weighted-random')).first)
  expect(Math.abs(most - 180)).toBeLessThan(38)
  expect(Math.abs(some - 90)).toBeLessThan(36)
  expect(Math.abs(least - 30)).toBeLessThan(24)
})

test('least connections spares who is slow', async () => {
  const [slow = 0, ...quick] = shares((await answersTo('leastconn')).first)
  for (const share of quick) expect(share).toBeGreaterThan(slow * 1.5)
})

test('consistent hashing brings a shopper to the same cart every time', async () => {
  const { first, again } = await answersTo('consistent')
  expect(again).toEqual(first.slice(0, 100))
  expect(first.slice(100, 200)).toEqual(again)
  for (const share of shares(again)) expect(share).toBeGreaterThan(10)
})
