import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SLOW } from '../../vitest.config.ts'

const root = join(import.meta.dirname, '../..')
const here = relative(root, import.meta.filename).replaceAll('\\', '/')
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.test.ts') && file !== here)

/** A test's own text and that of what it imports from `test/`. */
function textOf(file: string, seen = new Set<string>()): string {
  if (seen.has(file)) return ''
  seen.add(file)
  const text = readFileSync(join(root, file), 'utf8')
  const imported = [...text.matchAll(/from '(\.[^']+\.ts)'/g)]
    .map(([, target = '']) => relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/'))
    .filter((target) => target.startsWith('test/'))
  return [text, ...imported.map((target) => textOf(target, seen))].join('\n')
}

/** The built command, or the fuzzer, which loads the built files. */
const RUNS_BUILT_FILES = /dist\/cli\.js|root, 'fuzz\b/

describe('the list of slow tests (vitest.config.ts)', () => {
  it('names files that exist', () => {
    expect(SLOW.filter((file) => !existsSync(join(root, file)))).toEqual([])
  })

  it('has every test that runs the built files: only these wait for a compilation', () => {
    const built = tests.filter((file) => RUNS_BUILT_FILES.test(textOf(file)))
    expect(built.length).toBeGreaterThan(10)
    expect(built.filter((file) => !SLOW.includes(file))).toEqual([])
  })
})
