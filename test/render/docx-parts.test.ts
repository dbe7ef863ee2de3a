/** The parts of a Word file that are ours are what the docx library would have written, so that they fit its package. */
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageOrientation,
  Paragraph,
  TabStopType,
  TextRun,
  type ISectionOptions,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import { strFromU8, unzipSync } from 'fflate'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { themeFor } from '../../src/document/theme.ts'
import {
  documentPart,
  footerPart,
  headerPart,
  NumberingList,
  relationsPart,
  sectionSetup,
} from '../../src/render/docx/package-parts.ts'
import { listStepTwips, run } from '../../src/render/docx/paragraph.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import { hex, twipsOfMm } from '../../src/render/docx/ooxml.ts'
import { watermarkRun } from '../../src/render/docx/page-setup.ts'
import { documents, draftLetter } from './samples.ts'

const theme = themeFor(12)
const page = { leftMm: 20, rightMm: 25, topMm: 30, bottomMm: 35, headerMm: 10, footerMm: 8 }

type Parts = Readonly<Record<string, string>>
const partsOf = (bytes: Uint8Array): Parts =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]))

function section(isLetter: boolean, wide: boolean): ISectionOptions {
  const header = (): Header =>
    new Header({
      children: [
        new Paragraph({
          style: 'Header',
          tabStops: [{ type: TabStopType.RIGHT, position: twipsOfMm(210 - page.leftMm - page.rightMm) }],
          children: [
            new TextRun('words'),
            new TextWatermark({ text: 'DRAFT TO SEE', font: 'Arial', color: 'AABBCC', opacity: 1 }),
          ],
        }),
      ],
    })
  const footer = (): Footer =>
    new Footer({ children: [new Paragraph({ style: 'Footer', children: [new TextRun('foot')] })] })
  return {
    properties: {
      titlePage: isLetter,
      page: {
        size: {
          width: twipsOfMm(210),
          height: twipsOfMm(297),
          ...(wide ? { orientation: PageOrientation.LANDSCAPE } : {}),
        },
        margin: {
          left: twipsOfMm(page.leftMm),
          right: twipsOfMm(page.rightMm),
          top: twipsOfMm(page.topMm),
          bottom: twipsOfMm(page.bottomMm),
          header: twipsOfMm(page.headerMm),
          footer: twipsOfMm(page.footerMm),
        },
      },
    },
    headers: { default: header(), ...(isLetter ? { first: header() } : {}) },
    footers: { default: footer(), ...(isLetter ? { first: footer() } : {}) },
    children: [new Paragraph({ children: [new TextRun('body')] })],
  }
}

async function byLibrary(isLetter: boolean, wide = false): Promise<Parts> {
  const step = listStepTwips(theme.bodyPt)
  const formats = [LevelFormat.DECIMAL, LevelFormat.LOWER_LETTER, LevelFormat.LOWER_ROMAN]
  const levels = (
    formatOf: (level: number) => (typeof LevelFormat)[keyof typeof LevelFormat],
    textOf: (level: number) => string,
  ) =>
    Array.from({ length: 9 }, (_, level) => ({
      level,
      format: formatOf(level),
      text: textOf(level),
      alignment: AlignmentType.LEFT,
      style: {
        run: { color: hex(theme.colours.text) },
        paragraph: { indent: { left: step * (level + 1), hanging: step } },
      },
    }))
  const file = new Document({
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: levels(
            () => LevelFormat.BULLET,
            (level) => (level % 2 === 0 ? '•' : '–'),
          ),
        },
        {
          reference: 'numbers',
          levels: levels(
            (level) => formats[level % 3] ?? LevelFormat.DECIMAL,
            (level) => `%${level + 1}.`,
          ),
        },
      ],
    },
    sections: [section(isLetter, wide)],
  })
  file.Numbering.createConcreteNumberingInstance('bullets', 0)
  file.Numbering.createConcreteNumberingInstance('numbers', 0)
  return partsOf(await Packer.toBuffer(file))
}

describe.each([
  ['a letter', true],
  ['any other document', false],
])('%s', (_, isLetter) => {
  it.each([false, true])('body and setup of its pages (on their side: %s)', async (wide) => {
    const own = documentPart(
      `<w:p>${run('body')}</w:p>${sectionSetup(page, isLetter, { wide, continuous: false, columns: null })}`,
    )
    expect(own).toBe((await byLibrary(isLetter, wide))['word/document.xml'])
  })

  it('header with its watermark, and footer', async () => {
    const library = await byLibrary(isLetter)
    const mark = watermarkRun({ text: 'DRAFT TO SEE', font: 'Arial', colour: 'AABBCC' }, null)
    const header = (library['word/header1.xml'] ?? '').replace(/(PowerPlusWaterMarkObject)[\w-]+/g, '$11')
    expect(headerPart(run('words') + mark, page)).toBe(header)
    expect(footerPart(run('foot'))).toBe(library['word/footer1.xml'])
  })

  it('numbering and relations', async () => {
    const library = await byLibrary(isLetter)
    expect(new NumberingList().part(theme)).toBe(library['word/numbering.xml'])
    expect(relationsPart(isLetter, '')).toBe(library['word/_rels/document.xml.rels'])
  })
})

describe('the package', () => {
  it.each([...documents, draftLetter])(
    'of $id has every part that its list of parts and relations name',
    async (document) => {
      const { bytes } = await renderDocx(document, { copy: 'fill-in', theme })
      const parts = partsOf(bytes)
      const listed = [...(parts['[Content_Types].xml'] ?? '').matchAll(/PartName="\/([^"]+)"/g)].map(
        ([, name = '']) => name,
      )
      const related = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="((?!\w+:)[^"]+)"/g)].map(
        ([, name = '']) => `word/${name}`,
      )
      expect(listed.length).toBeGreaterThan(10)
      expect([...listed, ...related].filter((name) => !(name in parts))).toEqual([])
      const unrelated = Object.keys(parts).filter(
        (name) => /^word\/(?!_rels|document)/.test(name) && !related.includes(name),
      )
      expect(unrelated.filter((name) => !name.includes('/_rels/'))).toEqual([])
    },
  )

  it('keeps a letter’s watermark in the text of page one', async () => {
    const parts = partsOf((await renderDocx(draftLetter, { copy: 'print', theme })).bytes)
    const styleOf = (part: string): string => /<v:shape [^>]*style="([^"]*)"/.exec(parts[part] ?? '')?.[1] ?? ''
    expect(styleOf('word/header1.xml')).toContain('mso-position-vertical:center')
    const first = styleOf('word/header2.xml')
    const [top, height] = ['margin-top', 'height'].map((name) =>
      Number(new RegExp(`${name}:([\\d.]+)pt`).exec(first)?.[1]),
    )
    const from = ((draftLetter.letter?.bodyFromMm ?? 0) * 72) / 25.4
    expect(first).toContain('mso-position-vertical-relative:page')
    expect((top ?? 0) + (height ?? 0) / 2).toBeGreaterThan(from)
  })
})

it('nothing is looked for in what the library wrote', () => {
  const folder = join(import.meta.dirname, '../../src/render/docx')
  const users = readdirSync(folder).filter((file) => /from 'docx['/]/.test(readFileSync(join(folder, file), 'utf8')))
  expect(users).toEqual(['skeleton.ts', 'styles.ts'])
  expect(readFileSync(join(folder, 'skeleton.ts'), 'utf8')).not.toMatch(/\.replace|\.match|RegExp|indexOf|\.split/)
})
