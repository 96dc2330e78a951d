import { connect } from '../prepare/engine-client.ts'
import { probeKernel } from '../prepare/kernel-probe.ts'
import { prepare } from '../prepare/prepare.ts'
import type { LoadedTarget } from './places.ts'

/** What a run uses of this machine. */
export interface Machine {
  readonly images: Readonly<Record<string, string>>
  readonly chromium: string | undefined
  /** Path of the engine's socket, for the guardian. */
  readonly dockerSocket: string
  /** Which of `needs.abilities` it does not have. */
  readonly lacking: readonly string[]
}

/** Makes engine, images and (when asked) the browser be there, and points testcontainers at them. */
export async function prepareMachine(
  { target, folder }: LoadedTarget,
  needs: {
    readonly browser: boolean
    readonly load: boolean
    readonly abilities?: ReadonlySet<string>
  },
  signal: AbortSignal,
): Promise<Machine> {
  const need = new Set(['engine', 'keeper', 'toxiproxy', ...Object.keys(target.images)])
  if (needs.load) need.add('k6')
  if (needs.browser) need.add('chromium')
  const prepared = await prepare<string>({
    need,
    signal,
    output: process.stderr,
    target: { folder, images: target.images },
  })
  const host = prepared.dockerHost ?? 'unix:///var/run/docker.sock'
  process.env['DOCKER_HOST'] ??= host
  // Ryuk's image is not always to be had; the guardian is the first line everywhere.
  process.env['TESTCONTAINERS_RYUK_DISABLED'] ??= 'true'
  return {
    images: prepared.images,
    chromium: prepared.chromium,
    dockerSocket: host.startsWith('unix://')
      ? host.slice('unix://'.length)
      : '/var/run/docker.sock',
    lacking: await lackingOf(needs.abilities ?? new Set(), host, prepared.images['keeper'] ?? ''),
  }
}

async function lackingOf(
  abilities: ReadonlySet<string>,
  host: string,
  keeper: string,
): Promise<readonly string[]> {
  if (abilities.size === 0) return []
  const can = new Map<string, boolean>(
    Object.entries(await probeKernel(await connect(host), keeper)),
  )
  return [...abilities].filter((ability) => can.get(ability) !== true)
}
