/** A disk that fails, or rights that are lacking, is never taken for "nothing there": staff's files survive it. */
import type * as promises from 'node:fs/promises'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { reportError } from '../../src/cli/print.ts'
import type { Pack } from '../../src/model/data-files.ts'
import { packsBefore, readRunManifest } from '../../src/packs/run-manifest.ts'
import { lockOutput } from '../../src/packs/output-lock.ts'
import { readSpreadsheetWords } from '../../src/practices/read-practices.ts'
import { inspectLogo } from '../../src/practices/logo.ts'
import { readManifest, readExistingPack, existingPacks } from '../../src/packs/manifest.ts'
import { writeBeside } from '../../src/packs/write-file.ts'
import { recover, writePack } from '../../src/packs/write-pack.ts'

const broken = vi.hoisted(() => ({
  /** Which call of which function fails, and with what; null: the disk works. */
  fault: null as { name: string; code: string; left: number } | null,
  happened: false,
}))

vi.mock('node:fs/promises', async (original) => {
  const real: typeof promises = await original()
  const failing = Object.fromEntries(
    Object.entries(real).map(([name, call]) => [
      name,
      typeof call !== 'function'
        ? call
        : (...args: unknown[]): unknown => {
            const { fault } = broken
            if (fault?.name === name && (fault.left -= 1) < 0) {
              broken.happened = true
              const path = String(args[0])
              const error = Object.assign(new Error(`${fault.code}: it failed, ${name} '${path}'`), {
                code: fault.code,
                syscall: name,
                path,
              })
              return Promise.reject(error)
            }
            return (call as (...all: unknown[]) => unknown)(...args)
          },
    ]),
  )
  return { ...failing, default: failing }
})

/** From the `after`-th call on, `name` fails with `code` for as long as `run` takes. */
async function whileBroken(name: string, code: string, after: number, run: () => Promise<unknown>): Promise<unknown> {
  broken.fault = { name, code, left: after }
  broken.happened = false
  try {
    await run()
    return null
  } catch (error) {
    return error
  } finally {
    broken.fault = null
  }
}

let out = ''
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'practice-packs-unreadable-'))
})
afterEach(() => rmSync(out, { recursive: true, force: true }))

const folder = 'Z99901-larkspur'
const MANIFEST = '4 For the project/manifest.json'
const file = (name: string, text: string): Pack['files'][number] => ({
  name,
  folder: '',
  title: 'Checklist',
  document: 'checklist',
  format: 'html',
  copy: 'print',
  pages: null,
  bytes: Buffer.from(text),
})
const pack = (text: string): Pack => ({
  ods: 'Z99901',
  folder,
  manifest: MANIFEST,
  files: [file('a.html', text), file('letters/b.html', text)],
})
const about = {
  name: 'Larkspur Surgery',
  guide: 'Guide 1',
  tool: '0',
  from: { row: 'r', guide: 'g', templates: 't', choices: 'c' },
  inputs: 'i',
  content: 'c',
  issued: { 'checklist/whole': { words: 'w', day: isoDay('2026-11-21') } },
  findings: [],
}
const at = (name: string): string => join(out, folder, name)

const CODES = ['EACCES', 'EIO', 'EMFILE', 'EBUSY', 'ELOOP']
const CALLS = ['readdir', 'readFile', 'lstat', 'copyFile', 'mkdir', 'writeFile', 'rename']

describe('files that staff changed or added', () => {
  it.each(CALLS)('survive a failing %s, whenever it fails', async (name) => {
    let failures = 0
    for (const code of CODES)
      for (let after = 0; after < 12; after += 1) {
        rmSync(out, { recursive: true, force: true })
        mkdirSync(out)
        await writePack(out, pack('first'), about)
        writeFileSync(at('letters/b.html'), 'changed by staff')
        writeFileSync(at('notes.txt'), 'written by staff')
        const error = await whileBroken(name, code, after, () => writePack(out, pack('second'), about))
        if (!broken.happened) break
        failures += 1
        // Once the new pack is in place, what stood there before is only in the way.
        if (error !== null) expect(error, `${name} ${after}`).toBeInstanceOf(Error)
        await recover(out)
        const where = { name, code, after }
        expect({ ...where, text: readFileSync(at('letters/b.html'), 'utf8') }).toEqual({
          ...where,
          text: 'changed by staff',
        })
        expect({ ...where, text: readFileSync(at('notes.txt'), 'utf8') }).toEqual({
          ...where,
          text: 'written by staff',
        })
      }
    expect(failures).toBeGreaterThan(0)
  })

  it('survive where a file stands in the place of the folder', async () => {
    writeFileSync(join(out, folder), 'a file of staff')
    await expect(writePack(out, pack('first'), about)).rejects.toMatchObject({ rule: 'folder-in-use' })
    expect(readFileSync(join(out, folder), 'utf8')).toBe('a file of staff')
  })

  it('are not replaced by a file that is written beside them', async () => {
    writeFileSync(join(out, 'fix.xlsx'), 'staff')
    const error = await whileBroken('readFile', 'EIO', 0, () => writeBeside(join(out, 'fix.xlsx'), Buffer.from('new')))
    expect(error).toMatchObject({ kind: 'environment' })
    expect(readFileSync(join(out, 'fix.xlsx'), 'utf8')).toBe('staff')
  })
})

describe('what cannot be read is an error with a sentence, and what is absent is none', () => {
  const reads: Readonly<Record<string, readonly [call: string, read: () => Promise<unknown>]>> = {
    'the packs in the output folder': ['readdir', () => existingPacks(out)],
    'a manifest': ['readFile', () => readManifest(join(out, folder))],
    'the files of a pack': ['stat', () => readExistingPack(out, folder)],
    'what a killed run left': ['readdir', () => recover(out)],
    'the run before': ['readFile', () => packsBefore(out)],
    'the lock of another run': ['readFile', async () => (await lockOutput(out))()],
    'a run to merge': ['readFile', () => readRunManifest(out)],
    'words of the spreadsheet': ['open', () => readSpreadsheetWords(join(import.meta.dirname, '../../templates'), out)],
  }
  it.each(Object.keys(reads))('%s', async (what) => {
    const [call, read] = reads[what] ?? ['', () => Promise.resolve()]
    await writePack(out, pack('first'), about)
    for (const code of ['EACCES', 'EIO', 'EMFILE']) {
      const error = await whileBroken(call, code, 0, read)
      expect(broken.happened).toBe(true)
      expect(error, `${what}: ${code}`).toBeInstanceOf(Error)
      const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
      const status = reportError(error)
      const words = said.mock.calls.map(([text]) => String(text)).join('')
      said.mockRestore()
      expect([3, 4], words).toContain(status)
      expect(words).not.toContain('This is a bug in practice-packs')
    }
  })

  it('a logo', async () => {
    const logo = join(out, 'logo.png')
    expect(await inspectLogo(logo, 'practice')).toMatchObject({ problem: expect.stringContaining('There is no file') })
    writeFileSync(logo, '')
    await whileBroken('stat', 'EACCES', 0, async () => {
      expect(await inspectLogo(logo, 'practice')).toMatchObject({ problem: expect.stringContaining('EACCES') })
    })
  })

  it('an output folder that is not there yet', async () => {
    const none = join(out, 'none')
    expect(await existingPacks(none)).toEqual({ folders: new Map(), findings: [] })
    expect(await packsBefore(none)).toEqual({ value: [], findings: [] })
    await recover(none)
    expect(existsSync(none)).toBe(false)
  })

  it('a folder of somebody else that may not be entered stops nothing', async () => {
    mkdirSync(join(out, 'lost+found'))
    await whileBroken('readFile', 'EACCES', 0, async () => {
      expect((await existingPacks(out)).folders.size).toBe(0)
    })
  })
})

describe('a manifest that is damaged', () => {
  const damage = (change: (manifest: Record<string, unknown>) => unknown): void => {
    const manifest = JSON.parse(readFileSync(at(MANIFEST), 'utf8')) as Record<string, unknown>
    writeFileSync(at(MANIFEST), JSON.stringify(change(manifest)))
  }

  it('is said, whichever field it is', async () => {
    await writePack(out, pack('first'), about)
    const written = readFileSync(at(MANIFEST), 'utf8')
    const fields = Object.keys(JSON.parse(written) as object)
    expect(fields.length).toBeGreaterThan(9)
    for (const field of fields) {
      writeFileSync(at(MANIFEST), written)
      expect((await existingPacks(out)).findings).toEqual([])
      damage((manifest) => ({ ...manifest, [field]: 7 }))
      expect(await readManifest(join(out, folder)), field).toBe(null)
      expect((await existingPacks(out)).findings, field).toMatchObject([
        { rule: 'manifest-damaged', severity: 'warning', message: expect.stringContaining(folder) },
      ])
    }
    writeFileSync(at(MANIFEST), written.slice(0, 40))
    expect((await existingPacks(out)).findings).toHaveLength(1)
  })

  it('of another program in a folder of its own is nobody’s business', async () => {
    mkdirSync(join(out, 'web app'))
    writeFileSync(join(out, 'web app/manifest.json'), '{"name": "An app"}')
    expect(await existingPacks(out)).toEqual({ folders: new Map(), findings: [] })
  })

  it('of a run is said too, and a folder of such a run is not merged', async () => {
    const run = { tool: '0', guide: 'g', from: { guide: 'g', templates: 't', choices: 'c' }, packs: [] }
    writeFileSync(join(out, 'run.json'), JSON.stringify(run))
    expect(await packsBefore(out)).toEqual({ value: [], findings: [] })
    for (const wrong of [{ ...run, guide: 1 }, { ...run, from: {} }, { ...run, packs: [{ ods: 'Z99901' }] }, []]) {
      writeFileSync(join(out, 'run.json'), JSON.stringify(wrong))
      expect((await packsBefore(out)).findings).toMatchObject([{ rule: 'manifest-damaged' }])
      await expect(readRunManifest(out)).rejects.toMatchObject({ kind: 'input' })
    }
  })
})
