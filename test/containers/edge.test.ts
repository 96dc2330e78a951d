/** The edge by itself: whom it takes out, whom it turns away, and its five ways of spreading shoppers. */
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
  /** What an answer says about how long its connection is kept. */
  readonly kept: string | null
}

interface Suffered {
  readonly shoppers: { readonly failed: number; readonly of: number }
  /** Onlookers: six at once, and a hundred at once. */
  readonly few: { readonly turnedAway: number; readonly served: number }
  readonly many: { readonly turnedAway: number; readonly served: number }
}

const never = new AbortController().signal
const run = testRun('edge')
/** Runs a program of `test/fixtures/programs/` in the edge's container; answers with what it printed. */
let played: (program: string, ...words: readonly string[]) => Promise<unknown>
let logged: () => Promise<string>

async function answersTo(way: string): Promise<Answers> {
  return (await played('tries-an-edge', way)) as Answers
}

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
  played = async (program, ...words) => {
    const file = new URL(`../fixtures/programs/${program}.ts`, import.meta.url)
    const text = await readFile(file, 'utf8')
    const command = ['node', '--input-type=module-typescript', '-e', text, ...words]
    const { exitCode, output } = await execIn(engine, container, command, never, 30_000)
    if (exitCode !== 0) throw new Error(output)
    return JSON.parse(output)
  }
  logged = async () => (await container.logs({ stdout: true })).toString()
})
afterAll(() => removeEnvironment(run, `${run}-e1`))

test('takes out who fails everybody, and turns away who only looks when there are too many', async () => {
  const { shoppers, few, many } = (await played('hurts-an-edge')) as Suffered
  // Without ejection every third would fail.
  expect(shoppers.failed / shoppers.of).toBeLessThan(0.15)
  expect(few.turnedAway).toBe(0)
  expect(many.turnedAway).toBeGreaterThan(0)
  expect(many.served).toBeGreaterThan(0)
})

test('tells of every answer that went wrong, with the id of the request', async () => {
  await played('hurts-an-edge')
  const lines = (await logged()).match(/\{"event":"answered".*\}/g) ?? []
  expect(lines.length).toBeGreaterThan(0)
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({
      request: expect.stringMatching(/^[\w-]{8,}$/),
      method: 'GET',
      status: expect.stringMatching(/^[45]\d\d$/),
      path: expect.stringContaining('/'),
    })
  }
})

test('does not send shoppers to the dead when it is told to balance in another way', async () => {
  expect(await played('changes-an-edge')).toEqual({ up: 2 })
})

/** How many answers came from each cart. */
const shares = (answers: readonly string[]): number[] =>
  ['cart-1', 'cart-2', 'cart-3'].map((cart) => answers.filter((from) => from === cart).length)

test('round-robin gives everybody the same, and nobody the time for which a cart keeps a connection', async () => {
  const { first, kept } = await answersTo('roundrobin')
  expect(kept).toBeNull()
  for (const share of shares(first)) {
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
