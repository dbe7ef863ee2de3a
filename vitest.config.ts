import { defineConfig } from 'vitest/config'

/** Test files that run the built command or take more than a few seconds: left out of `npm run check`. */
export const SLOW: readonly string[] = [
  'test/check/silent-losses.test.ts',
  'test/cli/bad-input.test.ts',
  'test/cli/check-without-practices.test.ts',
  'test/cli/completions.test.ts',
  'test/cli/guide-with-mistakes.test.ts',
  'test/cli/rows-in-json.test.ts',
  'test/docs/commands.test.ts',
  'test/docs/files-page.test.ts',
  'test/docs/json-page.test.ts',
  'test/docs/timing-page.test.ts',
  'test/docs/worked-examples.test.ts',
  'test/hostile/damaged-inputs.test.ts',
  'test/hostile/fuzzing.test.ts',
  'test/hostile/inputs.test.ts',
  'test/letters/letters.test.ts',
  'test/practices/ods.test.ts',
  'test/practices/round-trip.test.ts',
  'test/reading/mutilations.test.ts',
  'test/render/pdf-verified.test.ts',
  'test/report/action.test.ts',
  'test/report/gaps-command.test.ts',
  'test/report/gates.test.ts',
  'test/run/asked-for-less.test.ts',
  'test/run/edited-files.test.ts',
  'test/run/former-packs.test.ts',
  'test/run/issue-day.test.ts',
  'test/run/only-what-changed.test.ts',
  'test/run/shards.test.ts',
  'test/run/start-here.test.ts',
  'test/run/whole-or-not-at-all.test.ts',
  'test/supply/no-network.test.ts',
  'test/supply/pack.test.ts',
]

const shared = { testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // What was left out is said last: a skipped test proves nothing.
    reporters: ['default', './test/support/left-out.ts'],
    projects: [
      { test: { ...shared, name: 'fast', include: ['test/**/*.test.ts'], exclude: [...SLOW] } },
      { test: { ...shared, name: 'slow', include: [...SLOW], globalSetup: 'test/support/compile.ts' } },
    ],
  },
})
