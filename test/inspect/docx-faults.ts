/**
 * Small DOCX files with one fault each, and the rule that must catch it.
 *
 * @module
 */
import { docxOf, docxWith, soundParts } from './sound-docx.ts'

export interface FaultyDocx {
  readonly rule: string
  readonly fault: string
  readonly name?: string
  readonly make: () => Uint8Array
}

const BODY = 'word/document.xml'

const without = (part: string): Uint8Array =>
  docxOf(Object.fromEntries(Object.entries(soundParts).filter(([name]) => name !== part)))

export const docxFaults: readonly FaultyDocx[] = [
  { rule: 'file-broken', fault: 'not a zip', make: () => Buffer.from('Dear patient') },
  { rule: 'file-broken', fault: 'cut short', make: () => docxWith().subarray(0, 900) },
  { rule: 'file-broken', fault: 'without a body', make: () => without(BODY) },
  { rule: 'file-broken', fault: 'XML that does not close', make: () => docxWith(BODY, '</w:tbl>', '') },
  { rule: 'title-missing', fault: 'no title', make: () => docxWith('docProps/core.xml', '>Checklist<', '><') },
  {
    rule: 'language-missing',
    fault: 'no language',
    make: () => docxWith('word/styles.xml', '<w:lang w:val="en-GB"/>', ''),
  },
  { rule: 'language-missing', fault: 'American English', make: () => docxWith('word/styles.xml', 'en-GB', 'en-US') },
  { rule: 'heading-skipped', fault: 'level 3 after level 1', make: () => docxWith(BODY, '"Heading2"', '"Heading3"') },
  {
    rule: 'heading-without-level',
    fault: 'a heading that only looks like one',
    make: () => docxWith('word/styles.xml', '<w:outlineLvl w:val="1"/>', ''),
  },
  {
    rule: 'heading-at-page-end',
    fault: 'a heading that may stand alone',
    make: () => docxWith('word/styles.xml', '<w:keepNext/><w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="1"/>'),
  },
  { rule: 'table-without-headers', fault: 'no header row', make: () => docxWith(BODY, '<w:tblHeader/>', '') },
  { rule: 'table-without-caption', fault: 'no caption', make: () => docxWith(BODY, /<w:tblCaption [^>]*>/, '') },
  {
    rule: 'row-split',
    fault: 'a row that may split',
    make: () => docxWith(BODY, '<w:cantSplit/></w:trPr>', '</w:trPr>'),
  },
  {
    rule: 'figure-without-alternative',
    fault: 'a picture without words',
    make: () => docxWith(BODY, / descr="[^"]*"/, ''),
  },
  {
    rule: 'figure-without-alternative',
    fault: 'a picture called “Chart”',
    make: () => docxWith(BODY, /descr="[^"]*"/, 'descr="Chart"'),
  },
  {
    rule: 'field-without-name',
    fault: 'a control without a title',
    make: () => docxWith(BODY, '<w:alias w:val="Completed by"/>', ''),
  },
  {
    rule: 'field-without-name',
    fault: 'a control without a tag',
    make: () => docxWith(BODY, '<w:tag w:val="by"/>', ''),
  },
  {
    rule: 'field-name-repeated',
    fault: 'two controls with one tag',
    make: () => docxWith(BODY, 'w:val="seen"', 'w:val="by"'),
  },
  {
    rule: 'field-name-repeated',
    fault: 'two controls with one id',
    make: () => docxWith(BODY, '<w:id w:val="8"/>', '<w:id w:val="7"/>'),
  },
  {
    rule: 'field-unlocked',
    fault: 'a control that can be deleted',
    make: () => docxWith(BODY, '<w:lock w:val="sdtLocked"/>', ''),
  },
  {
    rule: 'field-unlocked',
    fault: 'a control that cannot be filled in',
    make: () => docxWith(BODY, 'sdtLocked', 'sdtContentLocked'),
  },
  { rule: 'empty-paragraph', fault: 'an empty line as space', make: () => docxWith(BODY, '<w:tbl>', '<w:p/><w:tbl>') },
  {
    rule: 'relationship-broken',
    fault: 'a link without its address',
    make: () => docxWith('word/_rels/document.xml.rels', /<Relationship Id="rId4"[^>]*>/, ''),
  },
  {
    rule: 'relationship-broken',
    fault: 'a part that is not there',
    make: () => docxWith('word/_rels/document.xml.rels', 'settings.xml', 'setings.xml'),
  },
  {
    rule: 'link-target-broken',
    fault: 'a link to a bookmark that is not there',
    make: () => docxWith(BODY, 'w:anchor="more"', 'w:anchor="les"'),
  },
  {
    rule: 'link-target-broken',
    fault: 'half an address',
    make: () => docxWith('word/_rels/document.xml.rels', 'https://www.nhs.uk/', 'www.nhs.uk'),
  },
  {
    rule: 'text-too-small',
    fault: 'a line in 8 pt',
    make: () => docxWith(BODY, '<w:r><w:t>More', '<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>More'),
  },
  {
    rule: 'body-too-small',
    fault: 'a body of 11 pt',
    make: () => docxWith('word/styles.xml', '<w:sz w:val="24"/>', '<w:sz w:val="22"/>'),
  },
  { rule: 'body-too-small', fault: 'large print of 12 pt', name: 'checklist-large-print.docx', make: () => docxWith() },
  {
    rule: 'page-number-missing',
    fault: 'several pages without a page number',
    make: () =>
      docxOf({
        ...soundParts,
        'word/footer1.xml': (soundParts['word/footer1.xml'] ?? '').replace(' PAGE ', ' DATE '),
        [BODY]: (soundParts[BODY] ?? '').replace('What to do', 'What to do '.repeat(300)),
      }),
  },
  {
    rule: 'contrast-low',
    fault: 'pale grey on white',
    make: () => docxWith(BODY, '<w:r><w:t>More', '<w:r><w:rPr><w:color w:val="AEB7BD"/></w:rPr><w:t>More'),
  },
  {
    rule: 'contrast-low',
    fault: 'black in a dark blue cell',
    make: () => docxWith(BODY, '</w:tcPr>', '<w:shd w:val="clear" w:fill="003087"/></w:tcPr>'),
  },
  {
    rule: 'active-content',
    fault: 'a template loaded from outside',
    make: () =>
      docxWith(
        'word/_rels/document.xml.rels',
        '</Relationships>',
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" ' +
          'Target="https://example.org/t.dotm" TargetMode="External"/></Relationships>',
      ),
  },
  { rule: 'active-content', fault: 'a macro', make: () => docxOf({ ...soundParts, 'word/vbaProject.bin': 'macro' }) },
  {
    rule: 'field-unfinished',
    fault: 'a merge field without an end',
    make: () => docxWith(BODY, '<w:r><w:t>More', '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>More'),
  },
  {
    rule: 'old-word-mode',
    fault: 'Word 2007 layout',
    make: () => docxWith('word/settings.xml', 'w:val="15"', 'w:val="12"'),
  },
]
