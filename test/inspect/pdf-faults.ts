/**
 * Small PDFs with one fault each; the key is the rule that must catch it, and the only one that may.
 *
 * @module
 */
import { text, draftPdf, type DraftPdf } from './draft-pdf.ts'

export interface FaultyPdf {
  readonly rule: string
  readonly fault: string
  /** Name of the file; a copy to fill in or large print says so in it. */
  readonly name?: string
  readonly make: () => Promise<Uint8Array>
}

const LONG = 'Print the appointment lists of the first three days and keep them where everybody finds them. '

/** Goes down until so much of the page is left, in points. */
const goDownTo = ({ doc }: DraftPdf, left: number): void => {
  doc.y = doc.page.height - left
}

const cut = async (bytes: Promise<Uint8Array>, share: number): Promise<Uint8Array> => {
  const whole = await bytes
  return whole.subarray(0, Math.floor(whole.length * share))
}

export const pdfFaults: readonly FaultyPdf[] = [
  { rule: 'file-broken', fault: 'cut short', make: () => cut(draftPdf(), 0.6) },
  { rule: 'file-broken', fault: 'cross-references that point elsewhere', make: () => shifted(draftPdf()) },
  {
    rule: 'untagged-file',
    fault: 'claims to hold no tags',
    make: () => renamed(draftPdf(), '/Marked true', '/Marked null'),
  },
  { rule: 'title-missing', fault: 'no title', make: () => draftPdf(undefined, { title: ' ' }) },
  {
    rule: 'title-missing',
    fault: 'file name shown instead of the title',
    make: () => draftPdf(undefined, { displayTitle: false }),
  },
  { rule: 'language-missing', fault: 'no language', make: () => draftPdf(undefined, { language: '' }) },
  { rule: 'language-missing', fault: 'American English', make: () => draftPdf(undefined, { language: 'en-US' }) },
  {
    rule: 'metadata-broken',
    fault: 'an ampersand in the title, written as it is',
    make: () => draftPdf(undefined, { title: 'Plan & dates' }),
  },
  { rule: 'claim-missing', fault: 'no claim of PDF/UA', make: () => draftPdf(undefined, { claimsUa: false }) },
  {
    rule: 'claim-missing',
    fault: 'print copy without PDF/A',
    make: () => draftPdf(undefined, { claimsArchive: false }),
  },
  {
    rule: 'claim-missing',
    fault: 'fill-in copy that claims PDF/A',
    name: 'checklist-fill-in.pdf',
    make: () => draftPdf((draft) => draft.tickBox('a', 'Done: tell the staff')),
  },
  {
    rule: 'bookmark-missing',
    fault: 'two pages of headings without bookmarks',
    make: () =>
      draftPdf(
        (draft) => {
          draft.doc.addPage()
          draft.heading(2, 'Tasks')
          draft.text('P', LONG)
        },
        { bookmarks: false },
      ),
  },
  {
    rule: 'heading-skipped',
    fault: 'level 3 after level 1',
    make: () => draftPdf((draft) => withText(draft, () => draft.heading(3, 'Tasks'))),
  },
  {
    rule: 'heading-skipped',
    fault: 'two titles',
    make: () => draftPdf((draft) => withText(draft, () => draft.heading(1, 'Another title'))),
  },
  {
    rule: 'element-empty',
    fault: 'a paragraph with nothing in it',
    make: () => draftPdf((draft) => draft.element('P').end()),
  },
  {
    rule: 'element-empty',
    fault: 'a figure whose drawing never came',
    make: () => draftPdf((draft) => draft.leaf('Figure', () => {}, draft.root, { alt: 'Chart of the weeks' })),
  },
  {
    rule: 'figure-without-alternative',
    fault: 'a figure without words',
    make: () => draftPdf((draft) => draft.leaf('Figure', () => void draft.doc.rect(57, 200, 40, 40).fill('#005eb8'))),
  },
  {
    rule: 'tick-box-without-name',
    fault: 'a printed box that is only drawn',
    make: () =>
      draftPdf((draft) =>
        draft.leaf('Form', () => void draft.doc.rect(57, 200, 12, 12).stroke(), draft.root, { alt: 'Tick box' }),
      ),
  },
  {
    rule: 'tick-box-without-name',
    fault: 'a printed box without a name',
    make: () =>
      draftPdf((draft) =>
        draft.leaf(
          'Form',
          () => void draft.doc.rect(57, 200, 12, 12).stroke(),
          draft.root,
          {},
          { O: 'PrintField', Role: 'cb' },
        ),
      ),
  },
  {
    rule: 'annotation-untagged',
    fault: 'a link outside the tags',
    make: () =>
      draftPdf((draft) =>
        draft.annotation(57, 300, 90, 14, null, {
          Subtype: 'Link',
          A: draft.ref({ S: 'URI', URI: text('https://www.nhs.uk/') }),
          Contents: text('NHS website'),
        }),
      ),
  },
  {
    rule: 'annotation-on-wrong-page',
    fault: 'a link closed after the page was turned',
    make: () =>
      draftPdf((draft) => {
        const paragraph = draft.element('P')
        const link = draft.element('Link', paragraph)
        link.add(() => void draft.doc.text('NHS website'))
        draft.annotation(57, 72, 90, 14, link, {
          Subtype: 'Link',
          A: draft.ref({ S: 'URI', URI: text('https://www.nhs.uk/') }),
          Contents: text('NHS website'),
        })
        draft.doc.addPage()
        link.end()
        paragraph.end()
        draft.text('P', LONG)
      }),
  },
  {
    rule: 'link-without-words',
    fault: 'a link without contents',
    make: () => draftPdf((draft) => draft.link('NHS website', 'https://www.nhs.uk/', null)),
  },
  {
    rule: 'link-target-broken',
    fault: 'half an address',
    make: () => draftPdf((draft) => draft.link('NHS website', 'www.nhs.uk')),
  },
  {
    rule: 'link-target-broken',
    fault: 'an address without encryption',
    make: () => draftPdf((draft) => draft.link('NHS website', 'http://www.nhs.uk/')),
  },
  {
    rule: 'link-target-broken',
    fault: 'a link to a chapter that is not there',
    make: () =>
      draftPdf((draft) => {
        const link = draft.element('Link')
        link.add(() => void draft.doc.text('See chapter 9'))
        draft.annotation(57, 120, 90, 14, link, {
          Subtype: 'Link',
          A: draft.ref({ S: 'GoTo', D: text('chapter-9') }),
          Contents: text('See chapter 9'),
        })
        link.end()
      }),
  },
  fillIn('field-without-name', 'a tick box without an accessible name', (draft) =>
    draft.tickBox('a', 'Done: tell the staff', { TU: undefined }),
  ),
  fillIn('field-name-repeated', 'two boxes of one name', (draft) => {
    draft.tickBox('a', 'Done: tell the staff')
    draft.tickBox('a', 'Done: tell the patients')
  }),
  fillIn('field-name-repeated', 'two boxes read out alike', (draft) => {
    draft.tickBox('a', 'Done')
    draft.tickBox('b', 'Done')
  }),
  fillIn('field-without-appearance', 'a tick box without a drawing', (draft) =>
    draft.tickBox('a', 'Done: tell the staff', { AP: undefined }),
  ),
  fillIn('field-without-appearance', 'a tick box that never looks ticked', (draft) =>
    draft.tickBox('a', 'Done: tell the staff', { AP: { N: { Off: draft.ref({}) } } }),
  ),
  fillIn('field-outside-form', 'a tick box that the form does not know', (draft) => {
    draft.tickBox('a', 'Done: tell the staff')
    draft.tickBox('b', 'Done: tell the patients', {}, false)
  }),
  {
    rule: 'wrong-copy',
    fault: 'a field in the print copy',
    make: () => draftPdf((draft) => draft.tickBox('a', 'Done: tell the staff')),
  },
  fillIn('wrong-copy', 'a fill-in copy without fields', () => {}),
  {
    rule: 'text-untagged',
    fault: 'a line outside the tags',
    make: () => draftPdf((draft) => void draft.doc.text('Only for those who see')),
  },
  {
    rule: 'words-as-decoration',
    fault: 'a sentence of the body marked as decoration',
    make: () => draftPdf((draft) => draft.artifact(() => void draft.doc.text('Only for those who see', 57, 300))),
  },
  {
    rule: 'text-read-twice',
    fault: 'words in two elements',
    make: () =>
      draftPdf((draft) => {
        const content = draft.doc.markStructureContent('P')
        draft.doc.text('Said twice')
        draft.doc.endMarkedContent()
        for (let time = 0; time < 2; time += 1) {
          const paragraph = draft.element('P')
          paragraph.add(content)
          paragraph.end()
        }
      }),
  },
  {
    rule: 'reading-order-jumps',
    fault: 'the end before the beginning',
    make: () =>
      draftPdf((draft) => {
        draft.leaf('P', () => void draft.doc.text('Then this.', 57, 300))
        draft.leaf('P', () => void draft.doc.text('First this.', 57, 200))
      }),
  },
  {
    rule: 'drawing-in-text',
    fault: 'a line swallowed into a paragraph',
    make: () =>
      draftPdf((draft) =>
        draft.leaf('P', () => {
          draft.doc.text('Sign here')
          draft.doc.moveTo(57, 200).lineTo(300, 200).stroke()
        }),
      ),
  },
  {
    rule: 'drawing-in-text',
    fault: 'marked content left open by pdfkit’s own `structParent`',
    make: () =>
      draftPdf((draft) => {
        draft.doc.text('Sign here', { structParent: draft.root })
        draft.doc.moveTo(57, 200).lineTo(300, 200).stroke()
      }),
  },
  {
    rule: 'drawing-in-text',
    fault: 'the frame of a cell inside the cell',
    make: () =>
      draftPdf((draft) => {
        const table = draft.element('Table')
        const row = draft.element('TR', table)
        const column = { O: 'Table', Scope: 'Column' }
        draft.leaf('TH', () => void draft.doc.rect(57, 150, 100, 20).stroke().text('Task', 60, 155), row, {}, column)
        row.end()
        table.end()
      }),
  },
  {
    rule: 'drawing-untagged',
    fault: 'a line that is neither tagged nor decoration',
    make: () => draftPdf((draft) => void draft.doc.moveTo(57, 200).lineTo(300, 200).stroke()),
  },
  {
    rule: 'font-not-embedded',
    fault: 'Helvetica, which every reader has in another way',
    make: () => draftPdf((draft) => draft.leaf('P', () => void draft.doc.font('Helvetica').text('Hello'))),
  },
  {
    rule: 'character-without-glyph',
    fault: 'a box to tick that the font does not have',
    make: () => draftPdf((draft) => draft.text('P', 'Tick \u2610 here')),
  },
  {
    rule: 'text-without-unicode',
    fault: 'a font that does not say its letters',
    make: () => renamed(draftPdf(), '/ToUnicode', '/NoUnicode'),
  },
  {
    rule: 'text-too-small',
    fault: 'a source line in 8 pt',
    make: () => draftPdf((draft) => draft.leaf('P', () => void draft.doc.fontSize(8).text('Source: the guide'))),
  },
  { rule: 'body-too-small', fault: 'a body of 11 pt', make: () => draftPdf(undefined, { bodyPt: 11 }) },
  {
    rule: 'body-too-small',
    fault: 'large print of 14 pt',
    name: 'checklist-large-print.pdf',
    make: () => draftPdf(undefined, { bodyPt: 14 }),
  },
  {
    rule: 'text-in-margin',
    fault: 'words 8 mm from the edge',
    make: () => draftPdf((draft) => draft.leaf('P', () => void draft.doc.text('Too far left', 24, 200))),
  },
  {
    rule: 'text-in-margin',
    fault: 'a line that runs over the edge',
    make: () => draftPdf((draft) => draft.leaf('P', () => void draft.doc.text(LONG.repeat(2), { lineBreak: false }))),
  },
  { rule: 'page-number-missing', fault: 'two pages without numbers', make: () => twoPages({ pageNumberPt: 0 }) },
  {
    rule: 'page-number-missing',
    fault: 'page numbers smaller than the text',
    make: () => twoPages({ pageNumberPt: 10 }),
  },
  {
    rule: 'text-over-text',
    fault: 'two lines on one place',
    make: () =>
      draftPdf((draft) => {
        draft.leaf('P', () => void draft.doc.text('Tell the staff', 57, 200))
        draft.leaf('P', () => void draft.doc.text('Tell the patients', 60, 203))
      }),
  },
  {
    rule: 'text-covered',
    fault: 'a bar drawn over words',
    make: () =>
      draftPdf((draft) => {
        draft.leaf('P', () => void draft.doc.text('Tell the patients before the move', 57, 200))
        draft.artifact(() => void draft.doc.rect(100, 198, 60, 14).fill('#005eb8'))
      }),
  },
  {
    rule: 'heading-at-page-end',
    fault: 'a heading as the last line of a page',
    make: () =>
      draftPdf((draft) => {
        goDownTo(draft, 110)
        draft.heading(2, 'Tasks')
        draft.doc.addPage()
        draft.text('P', LONG)
      }),
  },
  {
    rule: 'row-split',
    fault: 'a row on two pages',
    make: () =>
      draftPdf((draft) => {
        goDownTo(draft, 150)
        draft.table([['Task'], [LONG.repeat(2)]])
      }),
  },
  {
    rule: 'table-header-alone',
    fault: 'column names on one page, rows on the next',
    make: () =>
      draftPdf((draft) => {
        goDownTo(draft, 89)
        draft.table([['Task'], ['Tell the staff']])
      }),
  },
  {
    rule: 'table-without-headers',
    fault: 'a table of plain cells',
    make: () => draftPdf((draft) => draft.table([['a', 'b']], { header: false })),
  },
  {
    rule: 'table-without-headers',
    fault: 'header cells without a scope',
    make: () =>
      draftPdf((draft) =>
        draft.table(
          [
            ['Task', 'Owner'],
            ['Tell the staff', 'Manager'],
          ],
          { scope: false },
        ),
      ),
  },
  {
    rule: 'table-without-headers',
    fault: 'a header cell that holds only a blank',
    make: () => draftPdf((draft) => draft.table([['Task', ' ']])),
  },
  {
    rule: 'list-broken',
    fault: 'a paragraph as an item of a list',
    make: () =>
      draftPdf((draft) => {
        const list = draft.element('L')
        draft.text('P', 'Not an item', list)
        list.end()
      }),
  },
  {
    rule: 'list-broken',
    fault: 'an item without a body',
    make: () =>
      draftPdf((draft) => {
        const list = draft.element('L')
        const item = draft.element('LI', list)
        draft.text('Lbl', '1.', item)
        item.end()
        list.end()
      }),
  },
  {
    rule: 'contrast-low',
    fault: 'pale grey on white',
    make: () => draftPdf((draft) => draft.leaf('P', () => void draft.doc.fillColor('#aeb7bd').text('Hard to see'))),
  },
  {
    rule: 'contrast-low',
    fault: 'black on dark blue',
    make: () =>
      draftPdf((draft) => {
        draft.artifact(() => void draft.doc.rect(57, 195, 200, 24).fill('#003087'))
        draft.leaf('P', () => void draft.doc.fillColor('#000000').text('Hard to see', 60, 200))
      }),
  },
  { rule: 'page-blank', fault: 'an empty page at the end', make: () => draftPdf((draft) => void draft.doc.addPage()) },
  {
    rule: 'active-content',
    fault: 'a script that runs when the file opens',
    make: () =>
      draftPdf(
        (draft) => void (draft.catalogue()['OpenAction'] = draft.ref({ S: 'JavaScript', JS: text('app.alert(1)') })),
      ),
  },
  {
    rule: 'tab-order-missing',
    fault: 'a page whose Tab key goes its own way',
    make: () =>
      renamed(
        draftPdf((draft) => draft.link('NHS website', 'https://www.nhs.uk/')),
        '/Tabs /S',
        '/Tabs /R',
      ),
  },
]

function fillIn(rule: string, fault: string, draw: (draft: DraftPdf) => void): FaultyPdf {
  return { rule, fault, name: 'checklist-fill-in.pdf', make: () => draftPdf(draw, { claimsArchive: false }) }
}

function withText(draft: DraftPdf, draw: () => void): void {
  draw()
  draft.text('P', LONG)
}

const twoPages = (options: { readonly pageNumberPt: number }): Promise<Uint8Array> =>
  draftPdf((draft) => {
    draft.doc.addPage()
    draft.text('P', LONG)
  }, options)

async function renamed(bytes: Promise<Uint8Array>, from: string, to: string): Promise<Uint8Array> {
  return Buffer.from(
    Buffer.from(await bytes)
      .toString('latin1')
      .replaceAll(from, to),
    'latin1',
  )
}

async function shifted(bytes: Promise<Uint8Array>): Promise<Uint8Array> {
  const text = Buffer.from(await bytes).toString('latin1')
  return Buffer.from(text.replace('%PDF-1.7\n', '%PDF-1.7\n% one line more\n'), 'latin1')
}
