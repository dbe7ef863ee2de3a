/** A practice's own logo and colour: in every format, with words for who cannot see it; or said to be unusable. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync, strFromU8 } from 'fflate'
import { PNG } from 'pngjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { sizeOfLogo, themeFor } from '../../src/document/theme.ts'
import type { Cover, Document } from '../../src/document/document.ts'
import { inspectLogo, readBase64 } from '../../src/practices/logo.ts'
import { renderDocument } from '../../src/render/render.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-logo-'))

/** Half transparent red on nothing. */
function png(width: number, height: number): Buffer {
  const picture = new PNG({ width, height })
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([255, 0, 0, at % 8 === 0 ? 255 : 0], at)
  return PNG.sync.write(picture)
}
/** Head and end of a JPEG: enough to say its size, how many colours it has, and that it was not cut off. */
const jpeg = (colours: number): Buffer =>
  Buffer.from([0xff, 0xd8, 0xff, 0xc0, 0, 8 + 3 * colours, 8, 0, 40, 0, 90, colours, ...Array<number>(20), 0xff, 0xd9])

/** A PNG that says it is 0 dots wide. */
const zero = png(90, 40)
zero.writeUInt32BE(0, 16)

const put = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}

describe('a logo', () => {
  it.each([
    ['a PNG', put('a.png', png(90, 40)), { type: 'png', widthPx: 90, heightPx: 40 }],
    ['a JPEG in colour', put('c.jpg', jpeg(3)), { type: 'jpeg', widthPx: 90, heightPx: 40 }],
    ['a JPEG in grey', put('g.jpg', jpeg(1)), { type: 'jpeg', widthPx: 90, heightPx: 40 }],
  ])('may be %s', async (_, file, size) => {
    expect(await inspectLogo(file, 'practice')).toMatchObject({ ...size, file, whose: 'practice' })
  })

  it.each([
    ['that is not there', join(folder, 'none.png'), 'There is no file'],
    ['that is a folder', folder, 'is not a file'],
    ['without a dot', put('zero.png', zero), 'without any pixels'],
    ['that is a drawing', put('d.svg', Buffer.from('<svg/>')), 'Save it as PNG'],
    ['in four colours', put('k.jpg', jpeg(4)), 'Save it as RGB'],
    ['that is damaged', put('half.png', png(90, 40).subarray(0, 60)), 'damaged'],
    ['that is cut off', put('half.jpg', jpeg(3).subarray(0, -2)), 'damaged'],
    ['that is too large', put('big.png', png(2100, 2000)), 'more than print needs'],
    ['that is a line', put('line.png', png(900, 10)), 'too thin'],
    ['that is a huge file', put('huge.png', Buffer.alloc(1_100_000)), 'Save it smaller'],
  ])('%s is said, with what to do', async (_, file, words) => {
    expect(await inspectLogo(file, 'practice')).toMatchObject({ problem: expect.stringContaining(words) as string })
  })
})

describe('a practice with a logo and a colour', () => {
  let understood: Understood
  let document: Document
  beforeAll(async () => {
    const rows = [
      'ods_code,name,current_system,new_system,go_live,logo,colour',
      'Z99921,Quay Surgery,EMIS Web,TPP SystmOne,2027-04-14,a.png,FFB81C',
      'Z99922,Hill Surgery,EMIS Web,TPP SystmOne,2027-04-14,gone.png,blueish',
    ]
    const practices = put('practices.csv', Buffer.from(rows.join('\n')))
    understood = await understand({ guide: join(root, 'guide'), templates: join(root, 'templates'), practices })
    const [practice] = understood.practices
    if (!practice?.logo) throw new Error('The logo was not found.')
    const plan = planPractice(understood, practice, isoDay('2026-11-20'))
    const logo = await readBase64(practice.logo.file)
    const choice = { documents: ['checklist'], views: [], allowSuperseded: false } as const
    document = composeDocuments(plan, { ...understood, logo }, choice).documents[0] ?? ({} as Document)
  })

  it('has both, and one whose file or colour is no good has neither, and is told so', () => {
    const [quay, hill] = understood.practices
    expect(quay?.text.colour).toBe('#ffb81c')
    expect(hill).toMatchObject({ text: { colour: null } })
    expect(hill?.logo).toBeUndefined()
    expect(understood.findings.map(({ rule, practice, severity }) => [rule, practice, severity])).toEqual(
      expect.arrayContaining([
        ['colour-not-understood', 'Z99922', 'warning'],
        ['logo-not-usable', 'Z99922', 'warning'],
      ]),
    )
  })

  it('has its own logo before that of the partner, who is shown where the practice has none', async () => {
    const sources = { guide: join(root, 'guide'), templates: join(root, 'templates') }
    const practices = join(folder, 'practices.csv')
    const logo = put('partner.png', png(120, 30))
    const both = await understand({ ...sources, practices, logo, colour: '#005eb8' })
    expect(both.practices.map((one) => [one.ods, one.logo?.whose, one.logo?.widthPx, one.text.colour])).toEqual([
      ['Z99921', 'practice', 90, '#ffb81c'],
      // Its own cannot be used.
      ['Z99922', 'partner', 120, '#005eb8'],
    ])
  })

  it('shows the logo on its cover, with whose it is', () => {
    const [cover] = document.blocks as [Cover]
    expect(cover.logo).toMatchObject({ alt: 'Logo of Quay Surgery', widthPx: 90, heightPx: 40 })
  })

  it('has it in PDF, Word and HTML, the same each time', async () => {
    const made = await renderDocument(document, ['pdf', 'docx', 'html'], themeFor(12, '#ffb81c'))
    const again = await renderDocument(document, ['pdf', 'docx', 'html'], themeFor(12, '#ffb81c'))
    expect(made.map(({ bytes }) => Buffer.from(bytes).toString('base64'))).toEqual(
      again.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    )
    const [pdf, docx, html] = ['pdf', 'docx', 'html'].map((format) => made.find((one) => one.format === format)?.bytes)
    expect(Buffer.from(pdf ?? []).toString('latin1')).toMatch(/\/Subtype \/Image\n\/Width 90\n\/Height 40\n/)
    const parts = unzipSync(docx ?? new Uint8Array())
    expect(parts['word/media/picture1.png']).toEqual(new Uint8Array(png(90, 40)))
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('descr="Logo of Quay Surgery"')
    expect(Buffer.from(html ?? []).toString()).toContain(
      `src="data:image/png;base64,${png(90, 40).toString('base64')}"`,
    )
  })

  it('fits beside any other, wide or tall', () => {
    for (const [widthPx, heightPx] of [
      [900, 100],
      [100, 900],
      [50, 50],
    ] as const) {
      const { width, height } = sizeOfLogo(
        { type: 'png', data: '', alt: '', widthPx, heightPx, colours: 3 },
        themeFor(12),
      )
      expect(width).toBeLessThanOrEqual(180)
      expect(height).toBeLessThanOrEqual(44)
      expect(width / height).toBeCloseTo(widthPx / heightPx)
    }
  })
})
