import { composeFile } from '../runtime/compose-file.ts'
import { assertSwitches, changesOf } from '../scenario/switches.ts'
import { interruptSignal } from './interrupt.ts'
import { prepareMachine } from './machine.ts'
import { loadTarget } from './places.ts'

export interface ComposeOptions {
  readonly target?: string
  readonly without?: readonly string[]
  readonly plant?: readonly string[]
  readonly port: number
}

/** Makes the target's images and prints a Compose file that runs it without Aftershock. */
export async function compose({
  target,
  without = [],
  plant = [],
  port,
}: ComposeOptions): Promise<void> {
  const loaded = await loadTarget(target)
  assertSwitches({ without, plant }, loaded.target)
  const { images } = await prepareMachine(
    loaded,
    { browser: false, load: false },
    interruptSignal(),
  )
  const changes = changesOf({ without, plant }, loaded.target)
  const image = (name: string): string => images[name] ?? name
  process.stdout.write(composeFile(loaded.target, { changes, image, port }))
}
