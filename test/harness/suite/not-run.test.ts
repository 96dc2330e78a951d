import { expect, test } from 'vitest'
import { notRun } from '../../../harness/suite/not-run.ts'
import { reproduceOf } from '../../../harness/suite/suite.ts'
import { planOf } from '../../support/plan.ts'

test('a scenario that could not begin proves nothing, and says why', () => {
  const plan = planOf({ tags: ['cart'], without: ['retries'] })
  const report = notRun(plan, { index: 2, of: 3 }, 'redis-1 never became ready', 1200, 'npx …')
  expect(report).toMatchObject({
    ...{ id: plan.scenario, claim: plan.claim, tags: ['cart'], without: ['retries'] },
    ...{ verdict: 'INCONCLUSIVE', headline: 'redis-1 never became ready', durationMs: 1200 },
    ...{ repeat: { index: 2, of: 3 }, reproduce: 'npx …', history: '' },
    doubts: [{ at: 0, about: 'environment', fatal: true, text: 'redis-1 never became ready' }],
  })
})

test.each([
  { more: {}, flags: [], command: '--seed 4711' },
  {
    ...{ more: { without: ['retries', 'spare'], plant: ['forgetful'] }, flags: [] },
    command: '--without retries,spare --plant forgetful --seed 4711',
  },
  {
    ...{ more: {}, flags: ['--target', 'mine/target.ts', '--control'] },
    command: '--target mine/target.ts --control --seed 4711',
  },
])('the command that repeats it: … $command', ({ more, flags, command }) => {
  const plan = planOf(more)
  expect(reproduceOf(plan, flags)).toBe(`npx aftershock run ${plan.file} ${command}`)
})
