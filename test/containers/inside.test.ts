import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faults } from '../../harness/faults/index.ts'
import type { Fault, Injection } from '../../harness/faults/fault.ts'
import type { Environment } from '../../harness/runtime/environment.ts'
import { startTiny } from '../support/tiny.ts'
import { victimsOf } from '../support/victims.ts'

/* Faults that do something inside a replica, or come in where users do. */

const never = new AbortController().signal
const soon = (): AbortSignal => AbortSignal.timeout(20_000)
let environment: Environment

beforeAll(async () => {
  environment = await startTiny('inside')
})
afterAll(async () => {
  await environment[Symbol.asyncDispose]()
})

/** What a shell in `back` prints. */
async function inBack(script: string): Promise<string> {
  const { stdout } = await environment.context(never).exec('back', ['sh', '-c', script])
  return stdout.trim()
}

function inject(fault: Fault, options: object, replicas = ['back']): Promise<Injection> {
  return fault.inject(victimsOf(environment, { replicas }), fault.options.parse(options), never)
}

/** A process beside the service, as a supervisor would have one. `S` sleeps, `T` is stopped, nothing is gone. */
const startSleeper = 'sleep 321 & echo $! >/tmp/sleeper'
const lookAtSleeper = 'grep ^State /proc/$(cat /tmp/sleeper)/status | cut -f 2 | cut -c 1'

describe('hang', () => {
  test('of a process leaves the service alone, and ends', async () => {
    await inBack(startSleeper)
    const injection = await inject(faults.hang, { process: 'sleep 32[0-9]' })
    expect(injection.effect).toBe('back hangs: 1 process stopped')
    expect(await inBack(lookAtSleeper)).toBe('T')
    expect((await environment.context(never).fetch('/')).status).toBe(200)
    await injection.heal(soon())
    expect(await inBack(lookAtSleeper)).toBe('S')
    await injection.heal(soon())
  })

  test('of a process that somebody killed meanwhile is healed', async () => {
    await inBack(startSleeper)
    const injection = await inject(faults.hang, { process: 'sleep 321' })
    await inBack('kill -KILL $(cat /tmp/sleeper)')
    await expect(injection.heal(soon())).resolves.toBeUndefined()
  })

  test('of the first process is felt by those who ask the service', async () => {
    const injection = await inject(faults.hang, {})
    expect((await environment.context(never).fetch('/')).status).toBe(502)
    expect(await injection.touched?.()).toBeGreaterThan(0)
    await injection.heal(soon())
    expect((await environment.context(never).fetch('/')).status).toBe(200)
  })

  test('of nothing is refused', async () => {
    await expect(inject(faults.hang, { process: 'no such thing' })).rejects.toThrow(
      'no process in back fits "no such thing"',
    )
    expect(await environment.wire.leftovers(never)).toEqual([])
  })
})

test('a killed process is gone, and its replica lives on', async () => {
  await inBack(startSleeper)
  const injection = await inject(faults.kill, { process: 'sleep 321' })
  expect(injection.effect).toMatch(/process(?:es)? killed in back/)
  expect(await inBack(`${lookAtSleeper} 2>/dev/null`)).toMatch(/^Z?$/)
  expect((await environment.context(never).fetch('/')).status).toBe(200)
  await injection.heal(soon())
})

describe('corrupt', () => {
  const file = '/var/kept/index-2.json'
  const write = `for i in $(seq 200); do echo "line $i"; done >${file}; cp ${file} /tmp/original`
  const differing = `cmp -l ${file} /tmp/original | wc -l`

  test('changes exactly so many bytes, at the same places for the same seed, and puts them back', async () => {
    await inBack(write)
    const first = await inject(faults.corrupt, { file, bytes: 40 })
    expect(first.effect).toBe(`damaged 40 of 1,692 bytes of ${file} in back`)
    expect(await inBack(differing)).toBe('40')
    const sum = await inBack(`sha256sum ${file}`)
    await first.heal(soon())
    expect(await inBack(differing)).toBe('0')
    const second = await inject(faults.corrupt, { file, bytes: 40 })
    expect(await inBack(`sha256sum ${file}`)).toBe(sum)
    await second.heal(soon())
    await second.heal(soon())
    expect(await inBack(differing)).toBe('0')
  })

  test('leaves a file alone that was written anew meanwhile', async () => {
    await inBack(write)
    const injection = await inject(faults.corrupt, { file })
    await inBack(`echo repaired >${file}`)
    await injection.heal(soon())
    expect(await inBack(`cat ${file}`)).toBe('repaired')
  })

  test('takes the newest of several files', async () => {
    await inBack(`${write}; touch -d '1 hour ago' /var/kept/index-1.json /var/kept/index-3.json`)
    const injection = await inject(faults.corrupt, { file: '/var/kept/index-*.json', bytes: 1 })
    expect(injection.effect).toContain(file)
    await injection.heal(soon())
  })

  test('of a file that is not there, or is empty, is refused', async () => {
    await expect(inject(faults.corrupt, { file: '/no/such/file' })).rejects.toThrow(
      'back: no file /no/such/file',
    )
    await inBack('> /tmp/empty')
    await expect(inject(faults.corrupt, { file: '/tmp/empty' })).rejects.toThrow('is empty')
  })
})

test('a surge asks at its rate, is counted, and ends', async () => {
  const injection = await inject(faults.surge, { rate: '200/s', path: '/' }, [])
  const began = performance.now()
  await expect.poll(() => injection.touched?.(), { timeout: 10_000 }).toBeGreaterThan(200)
  // Whatever the machine does, a crowd never comes faster than it was asked to.
  const seconds = (performance.now() - began) / 1000
  expect(await injection.touched?.()).toBeLessThan(200 * (seconds + 3))
  expect(await environment.wire.leftovers(never)).toHaveLength(1)
  await injection.heal(soon())
  expect(await environment.wire.leftovers(never)).toEqual([])
  await injection.heal(soon())
})
