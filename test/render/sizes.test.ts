/**
 * The theme is the one place with sizes of type: what renderers print has its sizes, and their code has none.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { sizesOf, themeFor } from '../../src/document/theme.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import { layoutDocument } from '../../src/render/pdf/render-pdf.ts'
import { bodyBoxes, isText } from './pdf-pages.ts'
import { checklistSample, everyBlock, sheets } from './samples.ts'

const samples = { everyBlock, sheets, checklist: checklistSample(20) }

describe.each([12, 16, 18])('at %i pt', (pt) => {
  const theme = themeFor(pt)
  const allowed = sizesOf(theme)

  it.each(Object.entries(samples))('%s has the sizes of the theme in PDF', (_, document) => {
    const used = layoutDocument(document, theme).flatMap((page) => [
      ...bodyBoxes(page).filter(isText),
      ...page.furniture.flatMap(({ boxes }) => boxes).filter(isText),
    ])
    expect([...new Set(used.map(({ size }) => size))].filter((size) => !allowed.includes(size))).toEqual([])
  })

  it('has them in Word', async () => {
    const { bytes } = await renderDocx(everyBlock, { copy: 'fill-in', theme })
    const parts = unzipSync(bytes)
    // A box to tick is a sign, and the empty line between two tables holds nothing to read.
    const others = [theme.tickBoxPt * 1.25, 4]
    const [styles = '', body = ''] = ['word/styles.xml', 'word/document.xml'].map((path) =>
      strFromU8(parts[path] ?? new Uint8Array()),
    )
    // The library writes styles that no paragraph has.
    const named = new Set([...body.matchAll(/<w:[pr]Style w:val="([^"]+)"/g)].map(([, id]) => id))
    const ours = [...styles.matchAll(/<w:style [^>]*w:styleId="([^"]+)".*?<\/w:style>/gs)].filter(([, id]) =>
      named.has(id),
    )
    const used = [body, ...ours.map(([style]) => style)].flatMap((part) =>
      [...part.matchAll(/<w:sz w:val="(\d+)"/g)].map(([, half]) => Number(half) / 2),
    )
    expect(used.length).toBeGreaterThan(5)
    const rounded = [...allowed, ...others].map((size) => Math.round(size * 2) / 2)
    expect([...new Set(used)].filter((size) => !rounded.includes(size))).toEqual([])
  })
})

// A watermark in Word is 1 pt and stretched.
it('no renderer has a size of its own in its code', () => {
  const folder = join(import.meta.dirname, '../../src/render')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const own = files.flatMap((name) =>
    [
      ...readFileSync(join(folder, name), 'utf8').matchAll(
        /\bsize: \d[^\n]*|(?:headingPt|leadPt|bodyPt|smallPt)[^\n]*, size: [^\n]*\* 0[^\n]*|font(?:-size)?:(?!1pt)[\d.]+pt[^\n]*|\b[A-Z_]*_PT = \d[^\n]*/g,
      ),
    ].map(([line]) => `${name}: ${line}`),
  )
  expect(own).toEqual([])
})
