import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { publish } from '../../src/app/publish.ts'
import { isoDay } from '../../src/base/day.ts'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from '../../src/base/files.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

const folder = mkdtempSync(join(tmpdir(), 'practice-packs-published-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let times = 0
async function published(guide: string, formats: readonly ('html' | 'docx')[]): Promise<string> {
  times += 1
  const out = join(folder, `out-${times}`)
  await publish({ guide, templates: BUILT_IN_TEMPLATES, out, formats, fixTerms: false, asOf: isoDay('2026-11-20') })
  return out
}

function guideOf(pages: Readonly<Record<string, string>>): string {
  times += 1
  const guide = join(folder, `guide-${times}`)
  for (const [file, text] of Object.entries(pages)) {
    mkdirSync(dirname(join(guide, file)), { recursive: true })
    writeFileSync(join(guide, file), text)
  }
  return guide
}

const htmlOf = (out: string): string => readFileSync(join(out, 'guide.html'), 'utf8')

const linksIn = (page: string): string[] =>
  [...page.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href).filter((href) => !isOutside(href))
const isOutside = (href: string): boolean => /^(?:https?|mailto|tel):/.test(href)
const deadLinks = (page: string): string[] =>
  linksIn(page).filter((href) => !href.startsWith('#') || !page.includes(` id="${decodeURI(href.slice(1))}"`))

function deadAnchors(out: string): string[] {
  const xml = new TextDecoder().decode(unzipSync(readFileSync(join(out, 'guide.docx')))['word/document.xml'])
  const marks = new Set([...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name))
  const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map(([, name]) => name)
  expect(anchors.length).toBeGreaterThan(20)
  return anchors.flatMap((name) => (name === undefined || marks.has(name) ? [] : [name]))
}

describe('the guide as one page of HTML and one document of Word', () => {
  it('our own: every page is in the contents, in order, and every link leads somewhere', async () => {
    const out = await published(BUILT_IN_GUIDE, ['html', 'docx'])
    expect(readdirSync(out).sort()).toEqual(['guide.docx', 'guide.html'])
    const page = htmlOf(out)
    expect(deadLinks(page)).toEqual([])
    expect(deadAnchors(out)).toEqual([])
    const contents = linksIn(page.slice(page.indexOf('id="contents"'))).slice(0, 3)
    expect(contents).toEqual(['#index', '#01-buying-and-preparing', '#02-kick-off'])
    expect(page).toContain('<strong>Owner:</strong> Practice manager.')
    expect(page).toContain('<a href="#index-limits">Limits of 2019</a>')
    expect(page.match(/<h1 /g)).toHaveLength(1)
    expect(page).toContain('On this page')
  })

  it('keeps the words of links that lead nowhere, and ids apart', async () => {
    const guide = guideOf({
      'index.md': '---\ntitle: Start\nedition: E\nstatus: current\n---\n\n[The phase](b-c.md) and [top](#top).\n',
      'contents.md': '---\ntitle: Of that name\n---\n\n## One\n\n## Two {#zwei}\n\nSee [there](sub/deep.md#b).\n',
      'sub/deep.md':
        '---\ntitle: Deep\n---\n\n## A {#a}\n\n## B {#b}\n\n[Up](../contents.md#zwei), [a](#a), [form](form.docx).\n',
    })
    const page = htmlOf(await published(guide, ['html']))
    expect(deadLinks(page)).toEqual([])
    expect(page).toContain('<a href="#sub-deep-b">there</a>')
    expect(page).toContain('<a href="#contents-2-zwei">Up</a>, <a href="#sub-deep-a">a</a>, form.')
    expect(page).toContain('The phase and <a href="#index">top</a>.')
    expect(page.match(/On this page/g)).toHaveLength(2)
  })

  describe('the public guide', () => {
    needs(HAS_CORPUS, NO_CORPUS)
    it.each(['guide-2019-12-04', 'guide-2020-03-25'])('%s', async (revision) => {
      const out = await published(join(CORPUS, revision), ['html', 'docx'])
      expect(deadLinks(htmlOf(out))).toEqual([])
      expect(deadAnchors(out)).toEqual([])
    })
  })
})
