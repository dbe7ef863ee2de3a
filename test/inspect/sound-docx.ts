/**
 * A small sound DOCX as XML parts, to be broken in one place.
 *
 * @module
 */
import { strToU8, zipSync } from 'fflate'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE_REL = 'http://schemas.openxmlformats.org/package/2006/relationships'
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

const paragraph = (words: string, style = ''): string =>
  `<w:p>${style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}<w:r><w:t>${words}</w:t></w:r></w:p>`

const control = (id: number, title: string, tag: string): string =>
  `<w:p><w:sdt><w:sdtPr><w:alias w:val="${title}"/><w:tag w:val="${tag}"/><w:id w:val="${id}"/><w:lock w:val="sdtLocked"/>` +
  `<w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Name</w:t></w:r></w:sdtContent></w:sdt></w:p>`

const picture =
  '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">' +
  '<wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="Chart" descr="Chart of the weeks before go-live"/>' +
  '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData ' +
  'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'

const row = (cells: readonly string[], header: boolean): string =>
  `<w:tr><w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>` +
  `${cells.map((words) => `<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>${paragraph(words)}</w:tc>`).join('')}</w:tr>`

const table =
  '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/><w:tblCaption w:val="Tasks of the first week"/></w:tblPr>' +
  `<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>${row(['Task', 'Owner'], true)}` +
  `${row(['Tell the staff', 'Manager'], false)}</w:tbl>`

const style = (id: string, name: string, level: number): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>` +
  `<w:pPr><w:keepNext/><w:outlineLvl w:val="${level}"/></w:pPr><w:rPr><w:sz w:val="36"/></w:rPr></w:style>`

/** Every part by name. Where a fault goes, the XML holds the words that it replaces. */
export const soundParts: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    `<Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/>` +
    `<Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/>` +
    `<Override PartName="/word/settings.xml" ContentType="${TYPES}.settings+xml"/>` +
    `<Override PartName="/word/footer1.xml" ContentType="${TYPES}.footer+xml"/>` +
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
  '_rels/.rels':
    `<Relationships xmlns="${PACKAGE_REL}"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="word/document.xml"/>` +
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" ' +
    'Target="docProps/core.xml"/></Relationships>',
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Checklist</dc:title></cp:coreProperties>',
  'word/_rels/document.xml.rels':
    `<Relationships xmlns="${PACKAGE_REL}"><Relationship Id="rId1" Type="${REL}/styles" Target="styles.xml"/>` +
    `<Relationship Id="rId2" Type="${REL}/settings" Target="settings.xml"/>` +
    `<Relationship Id="rId3" Type="${REL}/footer" Target="footer1.xml"/>` +
    `<Relationship Id="rId4" Type="${REL}/hyperlink" Target="https://www.nhs.uk/" TargetMode="External"/></Relationships>`,
  'word/styles.xml':
    `<w:styles ${WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>` +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
    `${style('Heading1', 'heading 1', 0)}${style('Heading2', 'heading 2', 1)}${style('Heading3', 'heading 3', 2)}</w:styles>`,
  'word/settings.xml':
    `<w:settings ${WORD}><w:compat><w:compatSetting w:name="compatibilityMode" ` +
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
  'word/footer1.xml': `<w:ftr ${WORD}><w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>`,
  'word/document.xml':
    `<w:document ${WORD} xmlns:r="${REL}"><w:body>${paragraph('Checklist', 'Heading1')}` +
    `${paragraph('What to do before the move.')}${paragraph('Tasks', 'Heading2')}${table}` +
    `<w:p><w:bookmarkStart w:id="1" w:name="more"/><w:bookmarkEnd w:id="1"/><w:r><w:t>More</w:t></w:r></w:p>` +
    '<w:p><w:hyperlink r:id="rId4"><w:r><w:t>NHS website</w:t></w:r></w:hyperlink></w:p>' +
    '<w:p><w:hyperlink w:anchor="more"><w:r><w:t>See more</w:t></w:r></w:hyperlink></w:p>' +
    `${picture}${control(7, 'Completed by', 'by')}${control(8, 'Seen by', 'seen')}` +
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/></w:sectPr></w:body></w:document>',
}

/**
 * The sound document with one part changed.
 *
 * @throws when `from` is not there: a fault that changes nothing tests nothing
 */
export function docxWith(
  part = '',
  from: string | RegExp = '',
  to: string | ((found: string) => string) = '',
): Uint8Array {
  const parts: Record<string, string> = { ...soundParts }
  if (part !== '') {
    const before = parts[part] ?? ''
    const after = before.replace(from, (found: string) => (typeof to === 'string' ? to : to(found)))
    if (after === before) throw new Error(`Nothing to change in ${part}`)
    parts[part] = after
  }
  return docxOf(parts)
}

export const docxOf = (parts: Readonly<Record<string, string>>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(HEAD + xml)])))
