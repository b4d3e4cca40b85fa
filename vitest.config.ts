import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const postgres = { globalSetup: ['tests/support/test-postgres.ts'] }

/** Groups run one after the other, from 1: Vitest puts files of group 0 last when they are not parallel. */
const group = (groupOrder: number) => ({ sequence: { groupOrder } })

/** Quick files, side by side on every core. */
const quick = { testTimeout: 60_000, hookTimeout: 60_000, maxWorkers: '100%', ...group(1) }

/** Stories start servers, kill them and drive browsers: with time for a slow machine. `side`: files side by side. */
const stories = (name: string, groupOrder: number, side: number) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 30_000 } }, fileParallelism: side > 1, maxWorkers: side, ...postgres, ...group(groupOrder) },
})

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{shared,server}/**/*.test.ts', 'tests/{*,schedule/*,transfer/*}.test.ts'], ...quick, ...postgres } },
      {
        plugins: [react(), lingui({ macroTransform: true })],
        // They start nothing and share their modules: a third of their time was loading those anew.
        test: { name: 'client', include: ['client/**/*.test.{ts,tsx}'], isolate: false, ...quick },
      },
      stories('ground', 2, 2),
      stories('engine', 3, 2),
      stories('journeys', 4, 2),
      stories('browser', 5, 2),
    ],
  },
})
