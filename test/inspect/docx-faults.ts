/**
 * Small DOCX files with one fault each, and the rule that must catch it.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
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

const twice = (text: string): string => text + text

const textsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part).replace(/^<\?xml.*?\?>\n/, '')]),
  )

/** The sound document with one more type. */
const withType = (part: string, kind: string): Record<string, string> => ({
  ...soundParts,
  '[Content_Types].xml': (soundParts['[Content_Types].xml'] ?? '').replace(
    '</Types>',
    `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/></Types>`,
  ),
})

const withRelationship = (kind: string, target: string): string =>
  (soundParts['word/_rels/document.xml.rels'] ?? '').replace(
    '</Relationships>',
    `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}" Target="${target}"/></Relationships>`,
  )

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
    rule: 'id-repeated',
    fault: 'two pictures with one id',
    make: () => docxWith(BODY, /<w:p><w:r><w:drawing>.*?<\/w:drawing><\/w:r><\/w:p>/, twice),
  },
  {
    rule: 'id-repeated',
    fault: 'two bookmarks of one name',
    make: () =>
      docxWith(
        BODY,
        '<w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="more"/><w:bookmarkEnd w:id="2"/>',
      ),
  },
  {
    rule: 'line-end-in-run',
    fault: 'two lines in one run',
    make: () => docxWith(BODY, 'What to do before the move.', 'What to do\nbefore the move.'),
  },
  {
    rule: 'page-count-stored',
    fault: 'several pages, each “of 1”',
    make: () => {
      const words = docxWith(BODY, 'What to do before the move.', 'What to do before the move. '.repeat(120))
      const pages = '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>'
      return docxOf({
        ...textsOf(words),
        'word/footer1.xml': textsOf(words)['word/footer1.xml']?.replace('</w:p></w:ftr>', pages) ?? '',
      })
    },
  },
  {
    rule: 'part-orphaned',
    fault: 'a part that nothing points at',
    make: () =>
      docxOf({
        ...withType('/word/header9.xml', 'header'),
        'word/header9.xml': '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
      }),
  },
  {
    rule: 'content-type-wrong',
    fault: 'a part of another kind’s type',
    make: () => docxWith('[Content_Types].xml', '.styles+xml', '.numbering+xml'),
  },
  {
    rule: 'content-type-wrong',
    fault: 'a type for a part that is not there',
    make: () => docxOf(withType('/word/comments.xml', 'comments')),
  },
  {
    rule: 'relationship-broken',
    fault: 'two relationships with one id',
    make: () => docxWith('word/_rels/document.xml.rels', 'Id="rId2"', 'Id="rId1"'),
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
    make: () => docxOf({ ...soundParts, 'word/_rels/document.xml.rels': withRelationship('comments', 'comments.xml') }),
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
  {
    rule: 'active-content',
    fault: 'a macro',
    make: () =>
      docxOf({
        ...withType('/word/vbaProject.bin', 'vbaProject'),
        'word/_rels/document.xml.rels': withRelationship('vbaProject', 'vbaProject.bin'),
        'word/vbaProject.bin': 'macro',
      }),
  },
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
