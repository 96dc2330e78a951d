import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { labelsFor } from '../../harness/runtime/labels.ts'
import { nameImages } from '../../harness/prepare/image-recipe.ts'
import { GenericContainer, Wait } from 'testcontainers'
import type { Outage, Truth } from '../fixtures/services/stub.ts'

/** The tag of one of the harness's own images; `aftershock` makes them before tests run. */
export function ownImage(name: 'node' | 'k6'): string {
  const image = nameImages().get(name)
  if (image === undefined) throw new Error(`there is no image ${name}`)
  return image.tag
}

export interface StubService extends AsyncDisposable {
  readonly id: string
  /** The service as seen from inside its own network namespace. */
  readonly url: string
  fail(outage: Outage): Promise<void>
  truth(): Promise<Truth>
}

/** Starts the stub in a container with a network of its own. */
export async function startStub(run: string): Promise<StubService> {
  const source = await readFile(join(import.meta.dirname, '../fixtures/services/stub.ts'), 'utf8')
  const container = await new GenericContainer(ownImage('node'))
    .withLabels(labelsFor(run, 'replica'))
    .withCopyContentToContainer([{ content: source, target: '/stub/stub.ts' }])
    .withEntrypoint(['node'])
    .withCommand(['/stub/stub.ts'])
    .withExposedPorts(8081)
    .withWaitStrategy(Wait.forLogMessage('stub is ready'))
    .start()
  const control = `http://127.0.0.1:${container.getMappedPort(8081)}`
  return {
    id: container.getId(),
    url: 'http://127.0.0.1:8080',
    async fail(outage) {
      await fetch(control, { method: 'POST', body: JSON.stringify(outage) })
    },
    async truth() {
      const response = await fetch(control)
      const truth: Truth = JSON.parse(await response.text())
      return truth
    },
    async [Symbol.asyncDispose]() {
      await container.stop()
    },
  }
}
