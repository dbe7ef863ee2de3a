/**
 * PDFs with one fault each, and the check and rule that must catch it.
 *
 * @module
 */
import { annotation, draftPdf, leaf, text, textField, website } from './draft-pdf.mjs'
import { soundPdf } from './small-document.mjs'

/** @typedef {{ check: string, rule: string, fault: string, ending: string, make: () => Promise<Uint8Array> }} Fault */

const ua = (rule, fault, draw, options) => ({
  check: 'vera-pdf',
  rule: `PDFUA-1 ${rule}`,
  fault,
  ending: '.pdf',
  make: () => draftPdf(draw, options),
})
const archive = (rule, fault, draw, options) => ({
  check: 'vera-pdf',
  rule: `PDFA-2A ${rule}`,
  fault,
  ending: '.pdf',
  make: () => draftPdf(draw, options),
})
const patched = (check, rule, fault, patch) => ({
  ...{ check, rule, fault, ending: '.pdf' },
  make: async () => Buffer.from(patch((await soundPdf()).toString('latin1')), 'latin1'),
})
const nothing = () => {}
const say = (doc, root, words) => leaf(doc, root, 'P', () => doc.text(words))

/** @type {readonly Fault[]} */
export const pdfFaults = [
  ua('5-1', 'no claim of PDF/UA', nothing, { ua: false }),
  ua('7.1-9', 'no title in the metadata', nothing, { info: { CreationDate: new Date(0) } }),
  ua('7.1-10', 'file name shown instead of the title', nothing, { displayTitle: false }),
  ua('7.2-34', 'no language', (doc, root) => say(doc, root, 'Tell the staff'), { lang: undefined }),
  ua('7.1-3', 'a line that is neither tagged nor decoration', (doc) => doc.moveTo(72, 200).lineTo(300, 200).stroke()),
  ua('7.3-1', 'a figure without words', (doc, root) =>
    leaf(doc, root, 'Figure', () => doc.rect(72, 200, 40, 40).fill()),
  ),
  ua('7.4.2-1', 'level 3 after level 1', (doc, root) => leaf(doc, root, 'H3', () => doc.text('Tasks'))),
  ua('7.5-1', 'header cells without a scope', (doc, root) => {
    const table = doc.struct('Table')
    root.add(table)
    for (const type of ['TH', 'TD']) {
      const row = doc.struct('TR')
      table.add(row)
      leaf(doc, row, type, () => doc.text('Task'))
      row.end()
    }
    table.end()
  }),
  ua('7.18.5-1', 'a link outside the tags', (doc) =>
    annotation(doc, null, 'Link', { ...website(doc), Contents: text('NHS website') }),
  ),
  ua('7.18.5-2', 'a link without contents', (doc, root) => annotation(doc, root, 'Link', website(doc))),
  ua('7.18.1-3', 'a field without an accessible name', (doc, root) =>
    annotation(doc, root, 'Form', { ...textField(doc), TU: undefined }),
  ),
  ua('7.18.4-1', 'a field outside the tags', (doc) => annotation(doc, null, 'Form', textField(doc))),
  ua('7.21.4.1-1', 'a font that is not in the file', (doc, root) =>
    leaf(doc, root, 'P', () => doc.font('Helvetica').text('Hello')),
  ),
  ua('7.21.8-1', 'a box to tick that the font does not have', (doc, root) => say(doc, root, 'Tick \u2610 here')),
  ua('7.21.4.2-2', 'pdfkit’s own PDF/UA subset, and a name with accents', (doc, root) => say(doc, root, 'Siân Ŵyn'), {
    subset: 'PDF/UA',
    ua: false,
  }),
  archive(
    '6.2.4.3-2',
    'colours without a colour profile',
    (doc, root) => leaf(doc, root, 'P', () => doc.fillColor('#003087').text('Blue')),
    { subset: undefined },
  ),
  archive('6.5.1-1', 'a script that runs when the file opens', (doc) => {
    const script = doc.ref({ S: 'JavaScript', JS: text('app.alert(1)') })
    script.end()
    doc._root.data.OpenAction = script
  }),
  { ...patched('vera-pdf', 'PDFUA-1 unreadable', 'not a PDF at all', () => 'Dear patient') },
  patched('qpdf', 'error', 'cut short', (file) => file.slice(0, Math.floor(file.length * 0.6))),
  patched('qpdf', 'warning', 'cross-references that point elsewhere', (file) =>
    file.replace('\n', '\n% one line more\n'),
  ),
  {
    check: 'poppler-fonts',
    rule: 'not-embedded',
    fault: 'a font that is not in the file',
    ending: '.pdf',
    make: () => draftPdf((doc, root) => leaf(doc, root, 'P', () => doc.font('Times-Roman').text('Hello'))),
  },
  patched('poppler-fonts', 'no-unicode', 'letters that are only shapes', (file) =>
    file.replaceAll('/ToUnicode', '/NoUnicode'),
  ),
  {
    check: 'poppler-words',
    rule: 'not-heard',
    fault: 'a line outside the tags',
    ending: '.pdf',
    make: () => draftPdf((doc) => doc.text('Only for those who see')),
  },
  {
    check: 'poppler-ink',
    rule: 'near-edge',
    fault: 'a line 2 mm from the edge',
    ending: '.pdf',
    make: () =>
      draftPdf((doc) => {
        doc.markContent('Artifact', { type: 'Layout' })
        doc.rect(5, 5, 585, 832).lineWidth(1).stroke()
        doc.endMarkedContent()
      }),
  },
  {
    check: 'poppler-ink',
    rule: 'blank',
    fault: 'an empty page at the end',
    ending: '.pdf',
    make: () => draftPdf((doc) => doc.addPage()),
  },
  {
    check: 'rules-in-node',
    rule: 'drawing-in-text',
    fault: 'a line swallowed into a paragraph, which veraPDF passes',
    ending: '.pdf',
    make: () =>
      draftPdf((doc, root) => {
        doc.text('Sign here', { structParent: root })
        doc.moveTo(72, 200).lineTo(300, 200).stroke()
      }),
  },
]
