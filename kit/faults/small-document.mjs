/**
 * A small document in all three formats, as the product renders it: sound, so that each check must pass it, and the
 * ground for faults in DOCX and HTML.
 *
 * @module
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { themeFor } from '../../dist/document/theme.js'
import { renderDocx } from '../../dist/render/docx/render-docx.js'
import { renderHtml } from '../../dist/render/html/render-html.js'
import { renderPdf } from '../../dist/render/pdf/render-pdf.js'

const said = (text) => [{ text }]

const task = (id, words, owner) => ({
  id,
  cells: [
    { field: { id: `${id}:done`, kind: 'check', label: `Done: ${words}` } },
    { spans: said(words) },
    { spans: said(owner) },
  ],
})

const smallDocument = {
  id: 'checklist',
  kind: 'checklist',
  title: 'Checklist for Siân Ŵyn & Łukasz',
  language: 'en-GB',
  author: 'Riverside Surgery',
  subject: 'Move to a new clinical system',
  modified: '2026-01-01',
  header: ['Riverside Surgery'],
  footer: [{ text: 'Page ' }, { field: 'page' }, { text: ' of ' }, { field: 'pages' }],
  blocks: [
    { type: 'heading', level: 1, id: 'title', spans: said('Checklist for Siân Ŵyn & Łukasz') },
    {
      type: 'paragraph',
      spans: [
        { text: 'What to do before the move. Read more on the ' },
        { text: 'NHS website', href: 'https://www.nhs.uk/' },
        { text: '.' },
      ],
    },
    { type: 'heading', level: 2, id: 'tasks', spans: said('Tasks of the first week') },
    {
      type: 'table',
      id: 'first-week',
      caption: said('Tasks of the first week'),
      captionVisible: true,
      header: [said('Done'), said('Task'), said('Owner')],
      shares: [1, 6, 3],
      rowHeader: 1,
      rows: [task('t1', 'Tell the staff', 'Practice manager'), task('t2', 'Tell the patients', 'Reception')],
    },
  ],
  words: {
    print: 'Print',
    download: 'Download my progress',
    saved: 'Saved on this computer',
    enterText: 'Enter text',
    enterDate: 'Enter a date',
    tickBox: 'Tick box',
    skipToContent: 'Skip to main content',
  },
}

const render = async (renderer, copy) =>
  Buffer.from((await renderer(smallDocument, { copy, theme: themeFor(12) })).bytes)

export const soundPdf = () => render(renderPdf, 'print')
export const soundFillIn = () => render(renderPdf, 'fill-in')
export const soundDocx = () => render(renderDocx, 'print')
export const soundHtml = () => render(renderHtml, 'print')

/** @throws when there is nothing to change: a fault that changes nothing tests nothing */
function changed(text, from, to) {
  const after = text.replace(from, () => to)
  if (after === text) throw new Error(`Nothing to change: ${from}`)
  return after
}

/** A page that forbids foreign pictures and scripts keeps most faults out by itself; the fault is that it does not. */
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/i

/** The sound page with one change. @param {string | RegExp} from @param {string} to */
export const htmlWith = async (from, to) =>
  Buffer.from(changed((await soundHtml()).toString().replace(POLICY, ''), from, to))

/** The sound DOCX with one change in one part. @param {string} part @param {string | RegExp} from @param {string} to */
export async function docxWith(part, from, to) {
  const parts = unzipSync(await soundDocx())
  parts[part] = strToU8(changed(strFromU8(parts[part]), from, to))
  return Buffer.from(zipSync(parts))
}
