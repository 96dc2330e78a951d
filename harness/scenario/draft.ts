import type { Expectation } from '../history/history.ts'
import type { NamesInFault } from './fault-entry.ts'
import type { Frame } from './frame.ts'
import type { ScenarioFault } from './scenario.ts'
import type { MapTree, Path } from './source-tree.ts'

/** A part of a scenario together with where it was written. */
export interface Written<T> {
  readonly path: Path
  readonly value: T
}

/** Everything that could be read of a scenario, even when other parts of it are wrong. */
export interface Draft {
  readonly tree: MapTree
  readonly frame: Frame
  /** Rate is absent where it was not valid. */
  readonly load: readonly Written<{ readonly op: string; readonly rate?: number }>[]
  readonly faults: readonly Written<ScenarioFault>[]
  /** The names in all faults, also in those that are wrong otherwise. */
  readonly names: readonly Written<NamesInFault>[]
  readonly expect: readonly Written<Expectation>[]
}
