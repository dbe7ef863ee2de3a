/**
 * What fuzzing has found stays fixed, and the fuzzer itself works: a few inputs on every target.
 *
 * A case is a file in `found-by-fuzzing/TARGET/`: the input as a JSON string. See fuzz/README.md.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const found = join(import.meta.dirname, 'found-by-fuzzing')
const load = (name: string): Promise<unknown> => import(pathToFileURL(join(root, 'fuzz', name)).href)

const cases = readdirSync(found, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: target }) => readdirSync(join(found, target)).map((file) => ({ target, file })))

describe('an input that fuzzing has found', () => {
  it.each(cases)('$target/$file comes back with words', async ({ target, file }) => {
    const { judgeSpeed } = (await load('judge.mjs')) as { judgeSpeed: (run: unknown, input: string) => Promise<void> }
    const { run } = (await load(`targets/${target}.mjs`)) as { run: unknown }
    const input: unknown = JSON.parse(readFileSync(join(found, target, file), 'utf8'))
    if (typeof input !== 'string') throw new Error(`${file} is no JSON string`)
    await judgeSpeed(run, input)
  })
})

describe('npm run fuzz', () => {
  it('tries inputs on every target and finds nothing in the first few', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'fuzz/run.mjs'), '--runs', '16', '--seed', '7', '--fresh'],
      { encoding: 'utf8' },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const totals = stdout
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { target: string; executions: number; blocks: number })
    expect(totals.map(({ target }) => `${target}.mjs`).sort()).toEqual(readdirSync(join(root, 'fuzz/targets')).sort())
    for (const { executions, blocks } of totals) {
      expect(executions).toBeGreaterThanOrEqual(16)
      expect(blocks).toBeGreaterThan(300)
    }
  }, 240_000)

  it('refuses a target that there is not', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'fuzz/run.mjs'), '--target', 'x'], {
      encoding: 'utf8',
    })
    expect(status).toBe(2)
    expect(stderr).toContain('There is no target x. Targets: answers, ')
  })
})
