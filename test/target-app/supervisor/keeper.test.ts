import { expect, test } from 'vitest'
import { running, trial } from './keeper-trial.ts'

test('switched off, nothing is ended or started again, and who dies takes the container along', () => {
  const { keeper, children, exits, last } = running({ keeps: false })
  expect(keeper.restart('now', 'it hangs')).toBe(false)
  expect(last().signals).toEqual([])
  last().end(7)
  expect([exits, children.length]).toEqual([[7], 1])
})

test('a service that dies is started again, and again later when it dies at once', () => {
  const { keeper, children, last, pass, logged } = running()
  last().end()
  expect(keeper.status).toMatchObject({ state: 'down', deaths: 1 })
  pass(199)
  expect(children).toHaveLength(1)
  pass(1)
  expect(children).toHaveLength(2)
  last().end()
  pass(399)
  expect(children).toHaveLength(2)
  pass(1)
  expect(children).toHaveLength(3)
  expect(logged).toEqual(['service-up', 'service-died', 'service-died'])
})

test('a process that could not be started is a death like any other, and said why', () => {
  const { last, pass, children, logged } = running()
  last().end()
  pass(200)
  last().end(1, 'no room for another process')
  pass(400)
  expect(children).toHaveLength(3)
  expect(logged).toEqual(['service-up', 'service-died', 'not-started', 'service-died'])
})

test('who lived for ten seconds is started again at once', () => {
  const { keeper, children, last, pass } = running()
  for (let i = 0; i < 5; i += 1) {
    last().end()
    pass(5000)
  }
  keeper.alive()
  pass(10_000)
  last().end()
  pass(200)
  expect(children).toHaveLength(7)
})

test('a service that never came up ends the container, with its own code', () => {
  const { last, exits, children, pass } = trial()
  last().end(7)
  pass(60_000)
  expect(exits).toEqual([7])
  expect(children).toHaveLength(1)
})

test('a restart at once kills, one in good order asks first and kills after eight seconds', () => {
  const { keeper, last, pass, children } = running()
  expect(keeper.restart('now', 'hung')).toBe(true)
  expect(last().signals).toEqual(['SIGKILL'])
  last().end()
  expect(children).toHaveLength(2)
  keeper.alive()
  keeper.restart('drain', 'leaks')
  expect(last().signals).toEqual(['SIGTERM'])
  pass(8000)
  expect(last().signals).toEqual(['SIGTERM', 'SIGKILL'])
})

test('an ordered restart is no death and waits for nothing', () => {
  const { keeper, last, children } = running()
  keeper.restart('drain', 'leaks')
  last().end(0)
  expect(children).toHaveLength(2)
  expect(keeper.status).toMatchObject({ state: 'starting', deaths: 0 })
})

test('a service that is starting or ending is not restarted', () => {
  const { keeper, last } = running()
  keeper.restart('drain', 'leaks')
  expect(keeper.restart('now', 'hung')).toBe(false)
  last().end(0)
  expect(keeper.restart('now', 'hung')).toBe(false)
  expect(last().signals).toEqual([])
})

test('who has only just come up is not killed for the silence before', () => {
  const { keeper, last, pass } = running()
  keeper.restart('now', 'hung')
  last().end()
  pass(2500)
  keeper.alive()
  pass(999)
  expect(keeper.restart('now', 'nothing was heard for three seconds')).toBe(false)
  expect(last().signals).toEqual([])
  pass(1)
  expect(keeper.restart('now', 'hung again')).toBe(true)
})

test('a service that hangs while it starts is restarted, whether it was up before or not', () => {
  for (const { keeper, last, pass, children, exits } of [running(), trial()]) {
    if (keeper.status.state === 'up') {
      keeper.restart('now', 'hung')
      last().end()
    }
    const lives = children.length
    pass(19_999)
    expect(keeper.restart('now', 'hung')).toBe(false)
    pass(1)
    expect(keeper.restart('drain', 'leaks')).toBe(false)
    expect(keeper.restart('now', 'hung')).toBe(true)
    expect(last().signals).toEqual(['SIGKILL'])
    last().end()
    expect([children.length, exits]).toEqual([lives + 1, []])
  }
})

test('a release that dies at its start is left for another one', () => {
  const { keeper, last, pass, children } = running()
  keeper.change('2')
  last().end(0)
  last().end(1)
  expect(keeper.status).toMatchObject({ state: 'down', release: '2' })
  expect(keeper.change('1')).toBe(true)
  pass(200)
  expect([last().release, children.length]).toEqual(['1', 3])
  last().end(1)
  pass(200)
  expect(children).toHaveLength(4)
})

test('a release that hangs at its start is ended for another one', () => {
  const { keeper, last } = running()
  keeper.change('2')
  expect(keeper.change('3')).toBe(true)
  expect(last().signals).toEqual(['SIGTERM'])
  last().end(0)
  expect(last().release).toBe('3')
  expect(keeper.change('1')).toBe(true)
  expect(last().signals).toEqual(['SIGTERM'])
  last().end(0)
  expect(last().release).toBe('1')
})

test('a container that ends takes no other release', () => {
  const { keeper } = running()
  keeper.stop()
  expect(keeper.change('2')).toBe(false)
})

test('another release is started when the old one has ended in good order, and stays', () => {
  const { keeper, last, pass } = running()
  expect(keeper.change('2')).toBe(true)
  expect(last().signals).toEqual(['SIGTERM'])
  last().end(0)
  expect(last().release).toBe('2')
  keeper.alive()
  last().end()
  pass(200)
  expect(last().release).toBe('2')
})

/** The release that runs and the one that a roll-back leads to, after these changes one after the other. */
function changedTo(...releases: string[]) {
  const { keeper, last } = running()
  for (const release of releases) {
    expect(keeper.change(release)).toBe(true)
    last().end(0)
    keeper.alive()
  }
  const { release, previous } = keeper.status
  return { release, previous }
}

test('a release that was taken back is not what the next roll-back leads to', () => {
  expect(changedTo()).toEqual({ release: '1', previous: undefined })
  expect(changedTo('2')).toEqual({ release: '2', previous: '1' })
  expect(changedTo('2', '1')).toEqual({ release: '1', previous: undefined })
  expect(changedTo('2', '3', '2')).toEqual({ release: '2', previous: '1' })
  expect(changedTo('2', '1', '3')).toEqual({ release: '3', previous: '1' })
})

test('the same release once more is nothing to go back to', () => {
  expect(changedTo('2', '2')).toEqual({ release: '2', previous: '1' })
})

test('there is nothing to go back to where nothing is remembered', () => {
  const { keeper, last } = running({ remembers: false })
  keeper.change('2')
  last().end(0)
  keeper.alive()
  expect(keeper.status).toMatchObject({ release: '2', state: 'up' })
  expect(keeper.status.previous).toBeUndefined()
})

test('told to stop, it passes that on, ends with the service, and starts nobody', () => {
  const { keeper, last, exits, children, pass } = running()
  keeper.stop()
  expect(last().signals).toEqual(['SIGTERM'])
  last().end(0)
  pass(60_000)
  expect(exits).toEqual([0])
  expect(children).toHaveLength(1)
})

test('told to stop between two lives, it ends at once', () => {
  const { keeper, last, exits, pass, children } = running()
  last().end()
  keeper.stop()
  pass(60_000)
  expect(exits).toEqual([0])
  expect(children).toHaveLength(1)
})
