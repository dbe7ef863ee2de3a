/**
 * The parts of the package that we write: the body, header and footer, the numbering of lists, and the relations. They
 * replace those that the docx library makes (`skeleton.ts`), so that nothing has to be found and replaced in its
 * output. `test/render/docx-parts.test.ts` compares them with the library's own.
 *
 * @module
 */
import type { Theme } from '../../document/theme.ts'
import type { PageSetup } from './page-setup.ts'
import { listStepTwips } from './paragraph.ts'
import { a4Mm, hex, twipsOfMm } from './ooxml.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MICROSOFT = 'http://schemas.microsoft.com/office'

const COMMON: readonly (readonly [prefix: string, uri: string])[] = [
  ['wpc', `${MICROSOFT}/word/2010/wordprocessingCanvas`],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['o', 'urn:schemas-microsoft-com:office:office'],
  ['r', OFFICE],
  ['m', 'http://schemas.openxmlformats.org/officeDocument/2006/math'],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['wp14', `${MICROSOFT}/word/2010/wordprocessingDrawing`],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['w10', 'urn:schemas-microsoft-com:office:word'],
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['w14', `${MICROSOFT}/word/2010/wordml`],
  ['w15', `${MICROSOFT}/word/2012/wordml`],
  ['wpg', `${MICROSOFT}/word/2010/wordprocessingGroup`],
  ['wpi', `${MICROSOFT}/word/2010/wordprocessingInk`],
  ['wne', `${MICROSOFT}/word/2006/wordml`],
  ['wps', `${MICROSOFT}/word/2010/wordprocessingShape`],
]
const CHARTS: typeof COMMON = [
  ['cx', `${MICROSOFT}/drawing/2014/chartex`],
  ['cx1', `${MICROSOFT}/drawing/2015/9/8/chartex`],
  ['cx2', `${MICROSOFT}/drawing/2015/10/21/chartex`],
  ...[9, 10, 11, 12, 13, 14].map((day, i) => [`cx${i + 3}`, `${MICROSOFT}/drawing/2016/5/${day}/chartex`] as const),
]
const COMMENT_IDS = ['w16cid', `${MICROSOFT}/word/2016/wordml/cid`] as const
const SYMBOLS = ['w16se', `${MICROSOFT}/word/2015/wordml/symex`] as const
const NEWEST: typeof COMMON = [
  ['aink', `${MICROSOFT}/drawing/2016/ink`],
  ['am3d', `${MICROSOFT}/drawing/2017/model3d`],
  ['w16cex', `${MICROSOFT}/word/2018/wordml/cex`],
  COMMENT_IDS,
  ['w16', `${MICROSOFT}/word/2018/wordml`],
  ['w16sdtdh', `${MICROSOFT}/word/2020/wordml/sdtdatahash`],
  SYMBOLS,
]

const named = (names: typeof COMMON): string => names.map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join('')
const MAY_BE_IGNORED = ' mc:Ignorable="w14 w15 wp14"'
const STANDALONE = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const PLAIN = '<?xml version="1.0" encoding="UTF-8"?>'

/** @param body ends with the setup of its last section */
export const documentPart = (body: string): string =>
  `${STANDALONE}<w:document${MAY_BE_IGNORED}${named([...COMMON, ...CHARTS, ...NEWEST])}><w:body>${body}</w:body></w:document>`

/** @param runs as XML, with a tab between the left and the right side of a line */
export function headerPart(runs: string, { leftMm, rightMm }: PageSetup['page']): string {
  const right = `<w:tabs><w:tab w:val="right" w:pos="${twipsOfMm(a4Mm.width - leftMm - rightMm)}"/></w:tabs>`
  const paragraph = `<w:p><w:pPr><w:pStyle w:val="Header"/>${right}</w:pPr>${runs}</w:p>`
  return `${PLAIN}<w:hdr${named([...COMMON, ...CHARTS, COMMENT_IDS, SYMBOLS])}>${paragraph}</w:hdr>`
}

export const footerPart = (runs: string): string =>
  `${PLAIN}<w:ftr${named(COMMON)}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${runs}</w:p></w:ftr>`

/** Page one of a letter has its own header and footer. */
const pageParts = (
  isLetter: boolean,
): readonly { readonly kind: string; readonly page: string; readonly file: string }[] =>
  ['header', 'footer'].flatMap((kind) =>
    (isLetter ? ['default', 'first'] : ['default']).map((page, i) => ({ kind, page, file: `${kind}${i + 1}.xml` })),
  )

/** The targets of the document's relations, in the order of the ids `rId1`, `rId2` … */
const relations = (isLetter: boolean): readonly (readonly [type: string, target: string])[] => [
  ...['styles', 'numbering', 'footnotes', 'endnotes', 'settings'].map((type) => [type, `${type}.xml`] as const),
  ...pageParts(isLetter).map(({ kind, file }) => [kind, file] as const),
  ['theme', 'theme/theme1.xml'],
  ['fontTable', 'fontTable.xml'],
]

/** @param more further relations of one document, for links and pictures, as XML */
export function relationsPart(isLetter: boolean, more: string): string {
  const own = relations(isLetter).map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${PLAIN}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${own.join('')}${more}</Relationships>`
}

/** How a section looks, besides what all sections of a document share. */
export interface PageSection {
  /** Its pages lie on their side. */
  readonly wide: boolean
  /** In twips; null for one column as wide as the page. */
  readonly columns: { readonly widths: readonly number[]; readonly gap: number } | null
  /** It begins on the page of the one before. */
  readonly continuous: boolean
}

const columnsXml = ({ widths, gap }: NonNullable<PageSection['columns']>): string =>
  `<w:cols w:num="${widths.length}" w:equalWidth="0">${widths
    .map((width, i) => `<w:col w:w="${width}"${i === widths.length - 1 ? '' : ` w:space="${gap}"`}/>`)
    .join('')}</w:cols>`

/** The setup of a section, which Word keeps at its end: its pages and columns, with header and footer. */
export function sectionSetup(page: PageSetup['page'], isLetter: boolean, section: PageSection): string {
  const { wide, columns, continuous } = section
  const files = relations(isLetter).map(([, target]) => target)
  const references = pageParts(isLetter).map(
    (part) => `<w:${part.kind}Reference w:type="${part.page}" r:id="rId${files.indexOf(part.file) + 1}"/>`,
  )
  const [across, down] = [twipsOfMm(a4Mm.width), twipsOfMm(a4Mm.height)]
  const size = wide
    ? `w:w="${down}" w:h="${across}" w:orient="landscape"`
    : `w:w="${across}" w:h="${down}" w:orient="portrait"`
  const margins = [
    ['top', page.topMm],
    ['right', page.rightMm],
    ['bottom', page.bottomMm],
    ['left', page.leftMm],
    ['header', page.headerMm],
    ['footer', page.footerMm],
  ] as const
  return (
    `<w:sectPr>${references.join('')}${continuous ? '<w:type w:val="continuous"/>' : ''}<w:pgSz ${size}/>` +
    `<w:pgMar ${margins.map(([name, mm]) => `w:${name}="${twipsOfMm(mm)}"`).join(' ')} w:gutter="0"/>` +
    `<w:pgNumType/>${columns === null ? '' : columnsXml(columns)}<w:titlePg${isLetter ? '' : ' w:val="false"'}/><w:docGrid w:linePitch="360"/></w:sectPr>`
  )
}

/** The styles of lists, by `w:abstractNumId`. 1 is the one that Word's own button makes; nothing here uses it. */
const LOOKS = { ordinary: 1, bullets: 2, numbers: 3 } as const
const FORMATS = ['decimal', 'lowerLetter', 'lowerRoman'] as const
const LEVELS = Array.from({ length: 9 }, (_, level) => level)

/** Each list has its own numbering, because Word would otherwise continue that of the list before. */
export class NumberingList {
  #xml = ''
  #next = Object.keys(LOOKS).length + 1

  /** @returns the id by which paragraphs refer to the list */
  readonly add = (ordered: boolean, start: number, level: number): number => {
    const id = this.#next
    this.#next += 1
    this.#xml += instance(id, ordered ? LOOKS.numbers : LOOKS.bullets, ordered ? override(level, start) : '')
    return id
  }

  part({ bodyPt, colours }: Theme): string {
    const step = listStepTwips(bodyPt)
    const colour = `<w:rPr><w:color w:val="${hex(colours.text)}"/></w:rPr>`
    const looks = [
      look(LOOKS.ordinary, 'bullet', (level) => '●○■●○■●●●'[level] ?? '●', [720, 360], ''),
      look(LOOKS.bullets, 'bullet', (level) => (level % 2 === 0 ? '•' : '–'), [step, step], colour),
      look(LOOKS.numbers, 'number', (level) => `%${level + 1}.`, [step, step], colour),
    ]
    const first = [
      instance(1, LOOKS.ordinary, override(0, 1)),
      ...[LOOKS.bullets, LOOKS.numbers].map((id) =>
        instance(id, id, LEVELS.map((level) => override(level, 1)).join('')),
      ),
    ]
    return `${STANDALONE}<w:numbering${MAY_BE_IGNORED}${named(COMMON)}>${looks.join('')}${first.join('')}${this.#xml}</w:numbering>`
  }
}

const instance = (id: number, lookId: number, overrides: string): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${lookId}"/>${overrides}</w:num>`

const override = (level: number, start: number): string =>
  `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`

/** @param indents the step between levels, and the hanging indent of number or bullet, in twips */
function look(
  id: number,
  kind: 'bullet' | 'number',
  textOf: (level: number) => string,
  [step, hanging]: readonly [number, number],
  properties: string,
): string {
  const levels = LEVELS.map(
    (level) =>
      `<w:lvl w:ilvl="${level}" w:tentative="1"><w:start w:val="1"/>` +
      `<w:numFmt w:val="${kind === 'bullet' ? kind : FORMATS[level % FORMATS.length]}"/><w:lvlText w:val="${textOf(level)}"/>` +
      `<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${step * (level + 1)}" w:hanging="${hanging}"/></w:pPr>${properties}</w:lvl>`,
  )
  return (
    `<w:abstractNum w:abstractNumId="${id}" w15:restartNumberingAfterBreak="0"><w:multiLevelType w:val="hybridMultilevel"/>` +
    `${levels.join('')}</w:abstractNum>`
  )
}
