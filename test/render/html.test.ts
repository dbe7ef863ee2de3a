import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Block, Document } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import type { RenderOptions } from '../../src/render/format.ts'
import { CLASSES, neededRules } from '../../scripts/nhs-style.mjs'
import { progressScript } from '../../src/render/html/page-style.ts'
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
    expect(await pageOf(everyBlock)).toMatch(/<div class="[^"]*actions" hidden>/)
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

describe('the progress script', () => {
  it('restores what was kept and gives ids, done, date and initials, nothing else', async () => {
    const storage = new Map([
      [
        'store',
        JSON.stringify({ 'f06:done': '2027-03-01', 'f06:initials': '=HYPERLINK("x")', 'f06:notes': 'private' }),
      ],
    ])
    const field = (id: string, type: string) => ({
      dataset: { field: id },
      type,
      value: '',
      checked: false,
      classList: { toggle: () => undefined },
      listeners: [] as (() => void)[],
      addEventListener(_: string, listener: () => void) {
        this.listeners.push(listener)
      },
    })
    const fields = [
      field('f06:done', 'checkbox'),
      field('f06:initials', 'text'),
      field('f06:notes', 'text'),
      field('f07:done', 'checkbox'),
    ]
    const button = (): { click: () => void; addEventListener: (type: string, listener: () => void) => void } => ({
      click: () => undefined,
      addEventListener(_, listener) {
        this.click = listener
      },
    })
    const status = { dataset: { saved: 'Saved' }, textContent: '' }
    const [print, download, actions] = [button(), button(), { hidden: true }]
    const blobs: string[] = []
    const parts: Readonly<Record<string, unknown>> = {
      '[role=status]': status,
      '[data-action=print]': print,
      '[data-action=download]': download,
      '.actions': actions,
    }
    new Script(progressScript).runInNewContext({
      document: {
        body: { dataset: { store: 'store', file: 'checklist.csv' } },
        querySelectorAll: () => fields,
        querySelector: (selector: string) => parts[selector],
        createElement: () => ({ click: () => undefined }),
      },
      localStorage: {
        getItem: (key: string) => storage.get(key) ?? null,
        setItem: (key: string, value: string) => storage.set(key, value),
      },
      Blob: class {
        constructor(texts: string[]) {
          blobs.push(texts.join(''))
        }
      },
      URL: { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined },
      setTimeout: () => undefined,
    })
    expect(actions.hidden).toBe(false)
    expect(fields.map(({ checked, value }) => [checked, value])).toEqual([
      [true, ''],
      [false, '=HYPERLINK("x")'],
      [false, 'private'],
      [false, ''],
    ])
    const last = fields[3]
    if (last) last.checked = true
    last?.listeners.forEach((listener) => listener())
    expect(status.textContent).toBe('Saved')
    expect(Object.keys(JSON.parse(storage.get('store') ?? '{}') as object)).toContain('f07:done')
    download.click()
    expect(blobs[0]).toMatch(
      /^\ufeffid,done,date,initials\r\nf06:done,yes,2027-03-01,HYPERLIN\r\nf07:done,yes,\d{4}-\d\d-\d\d,\r\n$/,
    )
    expect(blobs[0]).not.toContain('private')
  })
})
