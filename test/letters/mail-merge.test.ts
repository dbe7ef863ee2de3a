/** The Word letters, merged over a CSV file by a program that we did not write: LibreOffice's mail merge. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { themeFor } from '../../src/document/theme.ts'
import { inspectLetter } from '../../src/inspect/letter/inspect-letter.ts'
import { renderDocument } from '../../src/render/render.ts'
import { needs } from '../support/leave-out.ts'
import { profile } from './profiles.ts'
import { compose, practiceNamed } from './starter.ts'

const folder = join(import.meta.dirname, 'mail-merge')
/** Debian: libreoffice-writer-nogui, libreoffice-base-nogui, libreoffice-base-drivers, python3-uno. */
const canMerge =
  spawnSync('soffice', ['--version']).status === 0 && spawnSync('/usr/bin/python3', ['-c', 'import uno']).status === 0

describe('a mail merge by LibreOffice', () => {
  needs(canMerge, 'soffice or python3-uno is not installed')
  it('fills the three names and addresses, accents and all, and leaves no line empty', async ({ skip }) => {
    const { documents } = await compose(await practiceNamed('Z99903'))
    const letter = documents.find(({ id }) => id === 'letter-disruption')
    if (!letter) throw new Error('No letter')
    const [docx] = await renderDocument(letter, ['docx'], themeFor(12))
    const scratch = mkdtempSync(join(tmpdir(), 'mail-merge-'))
    try {
      const out = join(scratch, 'out')
      mkdirSync(out)
      writeFileSync(join(scratch, 'letter.docx'), docx?.bytes ?? '')
      const { status, stderr } = spawnSync(
        '/usr/bin/python3',
        [join(folder, 'merge.py'), join(scratch, 'letter.docx'), folder, 'patients', out, join(scratch, 'profile')],
        { encoding: 'utf8', timeout: 110_000 },
      )
      skip(status === 77, 'LibreOffice lacks libreoffice-base-nogui or libreoffice-base-drivers')
      expect(status, stderr).toBe(0)
      const pdfs = readdirSync(out).filter((name) => name.endsWith('.pdf'))
      const addresses: (readonly string[])[] = []
      for (const pdf of pdfs) {
        const { faults, address } = await inspectLetter(new Uint8Array(readFileSync(join(out, pdf))), profile('plain'))
        // The postcodes are invented ones.
        expect(faults.filter(({ rule }) => rule !== 'address-without-postcode')).toEqual([])
        addresses.push(address)
      }
      expect(addresses.sort((a, b) => (a[0] ?? '').localeCompare(b[0] ?? '', 'en'))).toEqual([
        ['José Ångström & Sons', '1 High St', 'ZZ99 2BC'],
        [
          'Mr Łukasz Żółć',
          'Flat 3, The Old Mill',
          'Quay Lane',
          'Lower Wrenmouth',
          'Wrenmouth',
          'Mereshire',
          'ZZ99 1AB',
        ],
        ['Mrs Siân Ŵyn-O’Brien'.replace('’', "'"), '12 Larkspur Hill', 'Wrenmouth', 'ZZ99 1AA'],
      ])
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  }, 120_000)
})
