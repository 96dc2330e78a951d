import type { ContainerRuntimeClient, ExecResult as EngineExecResult } from 'testcontainers'
import { withDeadline } from './deadline.ts'

export type { ContainerRuntimeClient }
type Dockerode = ContainerRuntimeClient['container']['dockerode']
export type Container = ReturnType<Dockerode['getContainer']>

/**
 * The connection to the container engine, through testcontainers. The import is late because
 * testcontainers reads its environment (such as whether Ryuk is wanted) when it is loaded.
 */
export async function connectEngine(): Promise<ContainerRuntimeClient> {
  const { getContainerRuntimeClient } = await import('testcontainers')
  return getContainerRuntimeClient()
}

const execLimitMs = 10_000

/** Runs a command in a container and waits for its end, at most 10 s. */
export async function execIn(
  engine: ContainerRuntimeClient,
  container: Container,
  command: readonly string[],
  signal: AbortSignal,
  limitMs = execLimitMs,
): Promise<EngineExecResult> {
  return withDeadline(`\`${command.join(' ').slice(0, 80)}\``, limitMs, signal, () =>
    engine.container.exec(container, [...command]),
  )
}
