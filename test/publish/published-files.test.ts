import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
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

const htmlOf = (out: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file, readFileSync(join(out, file), 'utf8')]),
  )

const linksIn = (page: string): string[] => [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href = '']) => href)
const isOutside = (href: string): boolean => /^(?:https?|mailto|tel):/.test(href)

/** Links that lead to no file, or to no section of it. */
function deadLinks(pages: ReadonlyMap<string, string>): string[] {
  return [...pages].flatMap(([file, page]) =>
    linksIn(page)
      .filter((href) => !isOutside(href))
      .filter((href) => {
        const [path = '', id = ''] = decodeURI(href).split('#')
        const target = pages.get(path === '' ? file : posix.join(posix.dirname(file), path))
        return target === undefined || (id !== '' && !target.includes(` id="${id}"`))
      })
      .map((href) => `${file}: ${href}`),
  )
}

function deadAnchors(out: string): string[] {
  const xml = new TextDecoder().decode(unzipSync(readFileSync(join(out, 'guide.docx')))['word/document.xml'])
  const marks = new Set([...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(([, name]) => name))
  const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map(([, name]) => name)
  expect(anchors.length).toBeGreaterThan(20)
  return anchors.flatMap((name) => (name === undefined || marks.has(name) ? [] : [name]))
}

describe('the guide as files of HTML and one of Word', () => {
  it('our own: every page is in the contents, in order, and every link leads somewhere', async () => {
    const out = await published(BUILT_IN_GUIDE, ['html', 'docx'])
    const pages = htmlOf(out)
    expect(deadLinks(pages)).toEqual([])
    expect(deadAnchors(out)).toEqual([])
    const contents = linksIn(pages.get('guide.html') ?? '').filter((href) => href !== '#main-content')
    expect(contents.slice(0, 3)).toEqual(['index.html', '01-buying-and-preparing.html', '02-kick-off.html'])
    expect([...contents, 'guide.html'].sort()).toEqual([...pages.keys()].sort())
    // From each page to the next, through the whole guide.
    for (const [at, file] of contents.entries()) {
      const links = linksIn(pages.get(file) ?? '').slice(-2)
      if (contents[at + 1] !== undefined) expect(links, file).toContain(contents[at + 1])
      if (contents[at - 1] !== undefined) expect(links, file).toContain(contents[at - 1])
    }
    const survey = pages.get('03-technical-survey.html') ?? ''
    expect(survey).toContain('<strong>Owner:</strong> Practice manager.')
    expect(survey).toContain('<a href="index.html#limits">Limits of 2019</a>')
    expect(survey.match(/<h1 /g)).toHaveLength(1)
    expect(survey.match(/<nav [^>]*aria-label(?:ledby)?="[^"]+"/g)).toHaveLength(3)
  })

  it('keeps words of links that lead nowhere, and gives the contents a name that no page has', async () => {
    const guide = guideOf({
      'index.md': '---\ntitle: Start\nedition: E\nstatus: current\n---\n\n[The phase](b c.md) and [top](#top).\n',
      'guide.md': '---\ntitle: A page named guide\n---\n\n## One\n\n## Two {#zwei}\n\nSee [there](sub/deep.md#b).\n',
      'sub/deep.md':
        '---\ntitle: Deep\n---\n\n## A {#a}\n\n## B {#b}\n\n[Up](../guide.md#zwei), [a](#a), [form](form.docx).\n',
    })
    const pages = htmlOf(await published(guide, ['html']))
    expect([...pages.keys()].sort()).toEqual(['guide-contents.html', 'guide.html', 'index.html', 'sub/deep.html'])
    expect(deadLinks(pages)).toEqual([])
    expect(pages.get('guide.html')).toContain('<a href="sub/deep.html#b">there</a>')
    const deep = pages.get('sub/deep.html')
    expect(deep).toContain('<a href="../guide.html#zwei">Up</a>, <a href="#a">a</a>, form.')
    expect(deep).toContain('<a href="../guide-contents.html">Contents</a>')
    expect(deep).toContain('On this page')
    expect(pages.get('index.html')).not.toContain('On this page')
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
