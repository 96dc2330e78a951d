/** The engine's API, as testcontainers has it, without a dependency of our own on dockerode. */
import type { getContainerRuntimeClient } from 'testcontainers'

export type Docker = Awaited<ReturnType<typeof getContainerRuntimeClient>>['container']['dockerode']

/** Connects to the engine at a host. It becomes the process's engine: testcontainers keeps one. */
export async function connect(host: string): Promise<Docker> {
  process.env['DOCKER_HOST'] = host
  // Loaded late, because it takes longer than everything else that a warm start does.
  const { getContainerRuntimeClient } = await import('testcontainers')
  const client = await getContainerRuntimeClient()
  return client.container.dockerode
}
