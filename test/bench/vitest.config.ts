import { defineConfig } from 'vitest/config'
import { RatioReporter } from './ratio-reporter.ts'

/** A configuration of its own, so that nothing in `npm test` has to know of it. */
export default defineConfig({
  test: {
    benchmark: { include: ['test/bench/**/*.bench.ts'] },
    reporters: ['dot', new RatioReporter()],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    // As Node runs it: Vite would put a getter before every use of what is imported.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})
