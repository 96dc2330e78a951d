import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createPuller,
  ownCandidates,
  pullCandidates,
  registryOf,
  type PullingEngine,
} from '../../../harness/prepare/pull.ts'

const unreachable = (): Promise<never> => Promise.reject(new Error('no such host'))
const endAtOnce: PullingEngine['modem']['followProgress'] = (_, end) => end(null)

describe('where an image is asked for', () => {
  test('a mirror that the user names comes first, without the public host in the path', () => {
    expect(pullCandidates('ghcr.io/shopify/toxiproxy:2.12.0', '127.0.0.1:5000')).toEqual([
      '127.0.0.1:5000/shopify/toxiproxy:2.12.0',
      'ghcr.io/shopify/toxiproxy:2.12.0',
    ])
    expect(pullCandidates('debian:trixie-slim', '127.0.0.1:5000')).toEqual([
      '127.0.0.1:5000/debian:trixie-slim',
      'debian:trixie-slim',
    ])
  })

  test('without a mirror, only its own registry', () => {
    expect(pullCandidates('grafana/k6:2.2.0', undefined)).toEqual(['grafana/k6:2.2.0'])
  })

  test('our own images are asked for only where the user says', () => {
    expect(ownCandidates('aftershock/k6:abc', undefined)).toEqual([])
    expect(ownCandidates('aftershock/k6:abc', 'host:1')).toEqual(['host:1/aftershock/k6:abc'])
  })

  test.each([
    ['debian:trixie-slim', 'docker.io'],
    ['grafana/k6:2.2.0', 'docker.io'],
    ['ghcr.io/shopify/toxiproxy:2.12.0', 'ghcr.io'],
    ['127.0.0.1:5000/debian', '127.0.0.1:5000'],
    ['localhost/debian', 'localhost'],
  ])('%s lives on %s', (reference, registry) => {
    expect(registryOf(reference)).toBe(registry)
  })
})

describe('a registry that refuses', () => {
  let folder: string
  const signal = new AbortController().signal

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'aftershock-pull-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const pullerThat = (pull: PullingEngine['pull']) => {
    const engine = {
      pull: vi.fn<PullingEngine['pull']>(pull),
      modem: { followProgress: endAtOnce },
    }
    return { engine, puller: createPuller(engine, join(folder, 'registries.json')) }
  }

  test('is asked once, and remembered by later calls', async () => {
    const first = pullerThat(unreachable)
    expect(await first.puller.pull(['grafana/k6:1', 'debian:1'], signal)).toBeUndefined()
    expect(first.engine.pull).toHaveBeenCalledTimes(1)
    expect(first.puller.refusals.get('debian:1')).toBe('no such host')

    const later = pullerThat(unreachable)
    expect(await later.puller.pull(['debian:1'], signal)).toBeUndefined()
    expect(later.engine.pull).not.toHaveBeenCalled()
  })

  test('only for one image is asked for the next one', async () => {
    const { puller } = pullerThat(async (reference) => {
      if (reference === 'grafana/k6:1') throw new Error('manifest for grafana/k6:1 not found')
      return Readable.from([])
    })
    expect(await puller.pull(['grafana/k6:1', 'debian:1'], signal)).toBe('debian:1')
  })

  test('half a memory file from an interrupted call is no obstacle', async () => {
    writeFileSync(join(folder, 'registries.json'), '{"docker.io": {"ref')
    const { puller } = pullerThat(async () => Readable.from([]))
    expect(await puller.pull(['debian:1'], signal)).toBe('debian:1')
  })
})
