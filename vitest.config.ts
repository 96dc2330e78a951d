import { defineConfig } from 'vitest/config'

/** Containers share one engine and two cores, so their files run one after the other. */
const oneAfterTheOther = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 }

/**
 * Node strips the types itself, as it does when Aftershock runs, and no module goes through Vite: nothing here
 * mocks a module, which is all that would be lost.
 */
const asNodeRunsIt = { experimental: { viteModuleRunner: false, nodeLoader: false } }

/** Tests that start programs of ours as processes: no containers, but seconds instead of milliseconds. */
const programs = [
  'test/harness/bootstrap.test.ts',
  'test/harness/cli.test.ts',
  'test/target-app/dialogue/agent-process.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/{harness,target-app,reports,repo,support}/**/*.test.ts'],
          // Pure code needs no process of its own; a command that is started does need its time.
          isolate: false,
          ...asNodeRunsIt,
          exclude: programs,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'containers',
          include: ['test/containers/**/*.test.ts'],
          ...oneAfterTheOther,
        },
      },
      { test: { name: 'programs', include: programs, testTimeout: 30_000 } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], ...oneAfterTheOther } },
      { test: { name: 'matrix', include: ['test/matrix/**/*.test.ts'], ...oneAfterTheOther } },
    ],
  },
})
