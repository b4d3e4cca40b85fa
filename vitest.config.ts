import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const postgres = { globalSetup: ['tests/support/test-postgres.ts'] }

/** Groups run one after the other; files inside a group side by side, except where they load the machine. */
const group = (groupOrder: number) => ({ sequence: { groupOrder } })

/** Stories start servers, kill them and drive browsers: one file at a time, with time for a slow machine. */
const stories = (name: string, groupOrder: number) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false, ...postgres, ...group(groupOrder) },
})

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{shared,server}/**/*.test.ts', 'tests/*.test.ts'], testTimeout: 30_000, ...postgres, ...group(0) } },
      {
        plugins: [react(), lingui({ macroTransform: true })],
        test: { name: 'client', include: ['client/**/*.test.{ts,tsx}'], testTimeout: 30_000, ...group(0) },
      },
      stories('ground', 1),
      stories('engine', 2),
      stories('journeys', 3),
      stories('browser', 4),
    ],
  },
})
