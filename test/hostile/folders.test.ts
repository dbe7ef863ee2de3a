/** What a run writes and where, whatever names people and other programs bring. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PackFile } from '../../src/model/data-files.ts'
import { mergeRuns } from '../../src/packs/merge-runs.ts'
import { writeResults } from '../../src/packs/results.ts'
import { folderName, PACK_FOLDER, existingPacks } from '../../src/packs/manifest.ts'
import { recover, writePack } from '../../src/packs/write-pack.ts'

let out = ''
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'practice-packs-hostile-'))
})
afterEach(() => rmSync(out, { recursive: true, force: true }))

const from = { row: 'r', guide: 'g', templates: 't', choices: 'c' }
const about = { name: 'Larkspur', guide: 'g', tool: 't', from, inputs: 'i', content: 'c', issued: {}, findings: [] }
const file = (name: string, text: string): PackFile => ({
  name,
  folder: '',
  title: 'Checklist',
  document: 'checklist',
  format: 'html',
  copy: 'print',
  bytes: Buffer.from(text),
  pages: null,
})
const pack = (text: string, folder = 'Z99901-larkspur') => ({
  ods: 'Z99901',
  folder,
  manifest: '4 For the project/manifest.json',
  files: [file('a.html', text)],
})

describe('the folder of a pack', () => {
  const ods = fc.stringMatching(/^[A-Z][A-Z0-9]{2,5}$/)
  const name = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.constantFrom(
      '../..',
      'CON',
      'nul.txt',
      '/etc/passwd',
      'C:\\Windows',
      'a'.repeat(5000),
      '…',
      '\u0000',
      '=1+1',
      'İıſK',
    ),
  )

  it('is ASCII, at most 80 characters, and no name that Windows keeps for itself', () => {
    fc.assert(
      fc.property(ods, name, (code, words) => {
        const folder = folderName(code, words)
        expect(folder).toMatch(PACK_FOLDER)
        expect(folder.length).toBeLessThanOrEqual(80)
        expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
      }),
      { numRuns: 2000 },
    )
  })

  it('is never that of another practice, whatever the capitals', () => {
    fc.assert(
      fc.property(ods, ods, name, name, (one, other, first, second) => {
        fc.pre(one !== other)
        expect(folderName(one, first).toLowerCase()).not.toBe(folderName(other, second).toLowerCase())
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['../outside', '/tmp/outside', '..'])('never leads out of the output folder: %s', async (folder) => {
    await expect(writePack(join(out, 'packs'), pack('1', folder), about)).rejects.toThrow('outside the output folder')
    expect(readdirSync(out)).toEqual([])
  })
})

describe('what staff have done in the output folder', () => {
  it('a changed file and a changed new version both stay', async () => {
    const at = (name: string) => join(out, 'Z99901-larkspur', name)
    await writePack(out, pack('first'), about)
    writeFileSync(at('a.html'), 'staff')
    await writePack(out, pack('second'), about)
    writeFileSync(at('a.new.html'), 'staff too')
    await writePack(out, pack('third'), about)
    expect([at('a.html'), at('a.new.html'), at('a.new-2.html')].map((path) => readFileSync(path, 'utf8'))).toEqual([
      'staff',
      'staff too',
      'third',
    ])
  })

  it('a copy of a pack is not taken for the pack', async () => {
    await writePack(out, pack('1'), about)
    await writePack(out, pack('1', 'Z99901-larkspur - Copy'), about)
    await writePack(out, pack('1', 'A copy'), about)
    expect((await existingPacks(out)).folders.get('Z99901')).toBe('Z99901-larkspur')
  })

  it('hidden folders of other programs stay', async () => {
    for (const name of ['.config.old', '.git.new', '.Z99901-larkspur.new']) mkdirSync(join(out, name))
    writeFileSync(join(out, '.profile.old'), '')
    await recover(out)
    expect(readdirSync(out).sort()).toEqual(['.config.old', '.git.new', '.profile.old'])
  })
})

describe('merging what came from another machine', () => {
  it.each(['..', '../secret', '/etc', 'a/b', 'a\\b', '.hidden'])(
    'a run that names the folder %s is refused',
    async (dir) => {
      const shard = join(out, 'shard')
      mkdirSync(shard)
      writeFileSync(
        join(shard, 'run.json'),
        JSON.stringify({ tool: 't', guide: 'g', from: {}, packs: [{ ods: 'Z99901', dir }] }),
      )
      await expect(mergeRuns([shard], join(out, 'merged'))).rejects.toMatchObject({ kind: 'input' })
      expect(existsSync(join(out, 'merged'))).toBe(false)
    },
  )
})

describe('results.csv', () => {
  it('names each row, under whatever header the code stands, and starts no formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 2, maxLength: 6 }),
        async (cells) => {
          const rows = cells.map((cell, index) => ({ row: index + 2, values: ['Z99901', `=${cell}`, cell] }))
          const headers = ['Their code', '@header', '+x'].map((written, index) => ({ written, index, letter: 'A' }))
          const table = { file: 'f', kind: 'csv', headers, rows, findings: [] } as never
          const results = rows.map(
            ({ row }) => ({ row, status: 'failed', thisRun: 'failed', dir: '', findings: [] }) as const,
          )
          await writeResults(out, table, results, (key) => key)
          const { parse } = await import('csv-parse/sync')
          const read = parse(readFileSync(join(out, 'results.csv')), { bom: true, record_delimiter: '\r\n' })
          expect(read).toHaveLength(rows.length + 1)
          expect(read.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})
