import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import type { RenderOptions } from '../../src/render/format.ts'
import { CLASSES, neededRules } from '../../scripts/nhs-style.mjs'
import { csvInPage, pageScript } from '../../src/render/html/page-script.ts'
import { renderHtml } from '../../src/render/html/render-html.ts'
import { inspectDocument } from '../../src/inspect/inspect-files.ts'
import { blockSamples, checklistSample, documents, draftLetter, everyBlock, letter } from './samples.ts'

const root = join(import.meta.dirname, '../..')
const options: RenderOptions = { copy: 'fill-in', theme: themeFor(12) }
const pageOf = async (document: Document, more: Partial<RenderOptions> = {}): Promise<string> =>
  new TextDecoder().decode((await renderHtml(document, { ...options, ...more })).bytes)
const withBlocks = (...blocks: Block[]): Promise<string> => pageOf({ ...everyBlock, blocks })
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length

describe('a page', () => {
  it.each([12, 16, 18])('holds no fault that the verifier knows, at %i pt', async (bodyPt) => {
    for (const document of documents) {
      const { bytes } = await renderHtml(document, { ...options, theme: themeFor(bodyPt) })
      const path = `${bodyPt > 12 ? 'large-print-' : ''}${document.id}.html`
      expect((await inspectDocument(path, 'html', bytes)).problems, path).toEqual([])
    }
  })

  it('is the same twice', async () => {
    expect(await pageOf(everyBlock)).toBe(await pageOf(everyBlock))
  })

  it('asks for nothing over the network', async () => {
    const page = await pageOf(everyBlock)
    expect(page).not.toMatch(/url\(|@import|@font-face|<img|<iframe|src="|rel="stylesheet"/)
    expect(page).toContain("default-src 'none'")
  })

  it('allows only its own style and script', async () => {
    const page = await pageOf(draftLetter)
    const hash = (tag: string): string => {
      const text = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(page)?.[1] ?? ''
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
    }
    expect(page).toContain(`style-src ${hash('style')}; script-src ${hash('script')}`)
    expect(page).not.toMatch(/ style="| on[a-z]+="/)
  })

  it('stays small: a letter carries the part of the NHS style it needs', async () => {
    expect((await pageOf(letter)).length).toBeLessThan(48_000)
  })

  it('says the header once and leaves page numbers to paper', async () => {
    const page = await pageOf(checklistSample(1, 'Quay'))
    const [, body = ''] = page.split('</head>')
    expect(count(body, /<header>.*?<p>Quay<\/p><p>Guide of 2025<\/p>/gs)).toBe(1)
    expect(/<footer.*<\/footer>/s.exec(body)?.[0].replace(/<[^>]+>/g, '')).toBe('Issued 2 November 2026.')
    expect(page).toContain('@bottom-left{content:"Page " counter(page) " of " counter(pages)')
  })

  it('shows DRAFT as a word and across the page', async () => {
    const page = await pageOf(draftLetter)
    expect(page).toContain('<span class="draft">DRAFT</span>')
    expect(page).toContain('body::after{content:"DRAFT"')
  })
})

describe('things to fill in', () => {
  it('are inputs with a name', async () => {
    const page = await withBlocks(blockSamples.table, blockSamples.facts)
    expect(count(page, /<input type="checkbox"[^>]* aria-label="Done: [^"]+" data-field="t\d\d:done"/g)).toBe(4)
    expect(count(page, /<input type="date"/g)).toBe(1)
  })

  it('are never inputs where the answer holds patient data, nor for a signature', async () => {
    const page = await withBlocks(blockSamples.facts)
    expect(page).not.toContain('log:patient')
    expect(page).not.toContain('lead:signed')
  })

  it('are boxes and blanks on the print copy, and nothing is left to save', async () => {
    const page = await pageOf({ ...everyBlock, blocks: [blockSamples.table, blockSamples.facts] }, { copy: 'print' })
    expect(page).not.toMatch(/<input|<textarea|data-action="download"/)
    expect(count(page, /role="img" aria-label="Tick box Done: /g)).toBe(4)
  })

  it('have buttons that only a script shows', async () => {
    expect(await pageOf(everyBlock)).toMatch(/<div class="[^"]*actions"[^>]* hidden>/)
  })

  it('are kept apart for two practices with the same checklist', async () => {
    const store = async (name: string): Promise<string | undefined> =>
      /data-store="([^"]*)"/.exec(await pageOf(checklistSample(1, name)))?.[1]
    expect(await store('Quay')).not.toBe(await store('Hill'))
    expect(await store('Quay')).toBe(await store('Quay'))
  })
})

describe('text', () => {
  it('is never markup, in the body, in attributes or in the style', async () => {
    const text = `</style><script>x</script>"'&\u0000\n`
    const page = await pageOf({
      ...everyBlock,
      title: text,
      id: 'x"',
      header: [text],
      footer: [{ text }],
      watermark: text,
      words: { ...everyBlock.words, saved: text, skipToContent: text },
      blocks: [{ type: 'paragraph', spans: [{ text, href: 'https://a.example/"><script>' }] }],
    })
    expect(count(page, /<script/g)).toBe(1)
    expect(count(page, /<\/style/g)).toBe(1)
    expect(page).not.toContain('\u0000')
  })

  it('links to the web and to headings, and to nothing else', async () => {
    const link = (href: string): Block => ({ type: 'paragraph', spans: [{ text: 'x', href }] })
    const page = await withBlocks(
      blockSamples.heading,
      link('tel:01632960001'),
      link('javascript:x'),
      link('#before-go-live'),
      link('#nowhere'),
    )
    const main = /<main.*<\/main>/s.exec(page)?.[0] ?? ''
    expect([...main.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([
      'tel:01632960001',
      '#before-go-live',
    ])
  })
})

describe('tables', () => {
  it('have headers with a scope, and a name', async () => {
    const page = await withBlocks(blockSamples.table)
    expect(page).toContain('aria-label="Tasks of this phase"')
    expect(count(page, /<th role="columnheader" scope="col"/g)).toBe(5)
    expect(count(page, /<th role="rowheader" scope="row"/g)).toBe(4)
  })

  it('say the column before each value on a narrow screen', async () => {
    expect(await withBlocks(blockSamples.table)).toContain('data-label="Who"')
  })
})

describe('needed rules of a style sheet', () => {
  const css =
    '@charset "UTF-8";:root{--x:1}@font-face{src:url(f.woff)}p,.a{x:1}.a.b,.c{x:2}.a:not(.z){x:3}.i{background:url(i.svg)}' +
    '@media print{.a{x:4}}@media (min-width:40em){.a{x:5}.z{x:6}}@media (max-width:1em){.z{x:7}}:is(.a,.z){x:8}\n/*# map */'

  it('keeps elements and classes in use, in their order', () => {
    expect(neededRules(css, new Set(['a', 'i']))).toEqual([
      'p,.a{x:1}',
      '.a:not(.z){x:3}',
      '@media (min-width:40em){.a{x:5}}',
    ])
  })

  it('are those that the installed nhsuk-frontend gives', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/nhs-style.mjs'), '--check'], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('are picked for every class that pages are written with', () => {
    const written = ['src/render/html', 'src/report'].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((file) => file !== 'nhs-style.ts')
        .flatMap((file) => [
          ...readFileSync(join(root, folder, file), 'utf8').matchAll(/nhsuk-(?!frontend)[\w-]+(?![\w-$])/g),
        ]),
    )
    expect(written.length).toBeGreaterThan(20)
    const forgotten = new Set(written.map(([name]) => name).filter((name) => !CLASSES.includes(name)))
    expect([...forgotten]).toEqual([])
  })
})

describe('words to copy', () => {
  const heading = {
    type: 'heading',
    level: 3,
    id: 'way-1',
    spans: [{ text: 'Email' }],
    copies: { words: 'Say "A & B"\n\n- one', subject: 'News' },
  } as const
  const above = { type: 'heading', level: 2, id: 'ways', spans: [{ text: 'Ways' }] } as const
  const cover = everyBlock.blocks.filter(({ type }) => type === 'cover')
  const withCopies: Document = { ...everyBlock, blocks: [...cover, above, heading] }

  it('have a button for the subject and one for the rest, hidden until the script runs', async () => {
    const page = await pageOf(withCopies, { copy: 'print' })
    expect(page).toMatch(
      /<div class="copy" hidden>.*data-text="News">.*data-text="Say &quot;A &amp; B&quot;\n\n- one">/s,
    )
    expect(page).toContain("document.execCommand('copy')")
    expect(page).toMatch(/data-copied="[^"]+" data-not-copied="[^"]+"/)
    expect((await inspectDocument('page.html', 'html', new TextEncoder().encode(page))).problems).toEqual([])
  })

  it('are no part of a page without them', async () => {
    expect(await pageOf({ ...everyBlock, blocks: [{ ...heading, copies: undefined }] as never })).not.toMatch(
      /"copy"|\.copy/,
    )
  })
})

describe('the script', () => {
  const parts = [true, false]
  const all = parts.flatMap((fields) =>
    parts.flatMap((contents) =>
      parts.flatMap((arrangements) => parts.map((copies) => ({ fields, contents, arrangements, copies }))),
    ),
  )
  it.each(all)('can be run: %o', (needs) => {
    expect(() => new Script(pageScript(needs))).not.toThrow()
  })

  interface Csv {
    readonly inCell: (text: string) => string
    readonly unquoted: (text: string) => string
    readonly rowsOf: (text: string) => readonly (readonly string[])[]
    readonly asDay: (text: string) => string
  }
  const csv = new Script(
    `(() => {${csvInPage}\nreturn { inCell, unquoted, rowsOf, asDay } })()`,
  ).runInNewContext() as Csv

  it.each([
    'plain',
    'a, b',
    'say "no"',
    '"quoted"',
    '""',
    'two\nlines',
    '',
    '=HYPERLINK("x")',
    "'tis",
    '+44 1632 960001',
    'Siân, Ŵyn',
  ])('reads back what it wrote into a file, and writes no formula: %j', (text) => {
    const cell = csv.inCell(text)
    expect(cell).not.toMatch(/^"?[=+\-@]/)
    const rows = csv.rowsOf(`\ufeffid,value\r\n1,${cell}\r\n2,last`)
    expect(rows.map((row) => [...row])).toEqual([
      ['id', 'value'],
      ['1', expect.anything()],
      ['2', 'last'],
    ])
    expect(csv.unquoted(rows[1]?.[1] ?? '?')).toBe(text)
  })

  it('reads a day as a spreadsheet writes it', () => {
    expect(['2027-03-01', '01/03/2027', '1/3/2027', 'Monday'].map(csv.asDay)).toEqual([
      '2027-03-01',
      '2027-03-01',
      '2027-03-01',
      'Monday',
    ])
  })
})

describe('a page to work with', () => {
  const arranged: Document = {
    ...everyBlock,
    practice: 'Z99901',
    arrangements: (['week', 'role', 'phase'] as const).map((id) => ({
      id,
      label: `By ${id}`,
      groups: [{ id: 'a"b', label: 'A & B' }],
    })),
    blocks: [
      { type: 'heading', level: 1, id: 'top', spans: [{ text: 'Checklist' }] },
      { type: 'heading', level: 2, id: 'about', spans: [{ text: 'About' }] },
      { type: 'heading', level: 2, id: 'weeks', spans: [{ text: 'Weeks' }] },
      { type: 'heading', level: 3, id: 'week-1', spans: [{ text: 'Week 1' }] },
      {
        ...blockSamples.table,
        rows: blockSamples.table.rows.map((row) => ({
          ...row,
          place: {
            in: { week: 'a"b', role: 'r', phase: 'p' },
            helpers: ['x', 'y'],
            from: null,
            due: isoDay('2027-03-01'),
          },
        })),
      },
      { type: 'heading', level: 2, id: 'after', spans: [{ text: 'After' }] },
    ],
  }

  it('has its tasks in a part of its own, each with its place', async () => {
    const page = await pageOf(arranged)
    const part = /<div class="arranged">(.*?)<\/div>\n<h2/s.exec(page)?.[1] ?? ''
    expect(part).toContain('id="weeks"')
    expect(part).toContain('id="week-1"')
    expect(part).not.toContain('id="after"')
    expect(
      count(
        part,
        /<tr role="row" data-week="a&quot;b" data-role="r" data-phase="p" data-helps="x y" data-from="" data-due="2027-03-01">/g,
      ),
    ).toBe(4)
    expect(
      count(
        page,
        /<option value="(week|role|phase)" data-groups="\[\[&quot;a\\&quot;b&quot;,&quot;A &amp; B&quot;\]\]">/g,
      ),
    ).toBe(3)
    expect((await inspectDocument('page.html', 'html', new TextEncoder().encode(page))).problems).toEqual([])
  })

  it('lists its chapters and weeks, without scripts too', async () => {
    const contents = /<nav.*?<\/nav>/s.exec(await pageOf(arranged))?.[0] ?? ''
    expect([...contents.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)).toEqual([
      'about',
      'weeks',
      'week-1',
      'after',
    ])
    expect(await pageOf(letter)).not.toContain('<nav')
  })

  it('ticks a box by the words beside it', async () => {
    const page = await pageOf(arranged)
    const labels = [...page.matchAll(/<label for="(field:[^"]*:done)">/g)].map(([, id]) => id)
    expect(labels).toHaveLength(4)
    for (const id of labels) expect(page).toContain(`<input type="checkbox" class="tick" id="${id}"`)
    expect(await pageOf(arranged, { copy: 'print' })).not.toMatch(/<label|data-week|<form/)
  })

  it('keeps ticks for the practice, and says in its download whose it is', async () => {
    const page = await pageOf(arranged)
    expect(page).toContain(`data-tasks="[&quot;Z99901&quot;]" data-code="Z99901"`)
    expect(page).toContain(`data-file="progress-Z99901-${everyBlock.modified}.csv"`)
  })
})
