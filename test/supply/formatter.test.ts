import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { getFileInfo } from 'prettier'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const CODE = /\.(?:ts|mts|cts|js|mjs|cjs|json)$/
/** Inputs of tests, which keep the bytes their authors chose, and what a machine writes. */
const LEFT_ALONE =
  /^(?:guide|templates|practices|output|dist|coverage|schemas)\/|^test\/(?:cases|bad|bad-practices)\/|\/expected\/|^package-lock\.json$|^test\/report\/sarif-2\.1\.0\.schema\.json$/

/** Files that belong to the repository, those not yet added too; a copy without git has no list. */
const tracked = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})

describe('the formatter', () => {
  it('is asked about every file of code', async ({ skip }) => {
    skip(tracked.status !== 0, 'this copy of the repository has no git')
    const files = tracked.stdout.split('\n').filter((file) => CODE.test(file) && !LEFT_ALONE.test(file))
    const folders = new Set(files.map((file) => file.split('/')[0]))
    for (const folder of ['src', 'test', 'scripts', 'bench', 'fuzz', 'kit']) expect(folders).toContain(folder)
    const outside: string[] = []
    for (const file of files) {
      const { ignored } = await getFileInfo(join(root, file), { ignorePath: join(root, '.prettierignore') })
      if (ignored) outside.push(file)
    }
    expect(outside).toEqual([])
  })
})
